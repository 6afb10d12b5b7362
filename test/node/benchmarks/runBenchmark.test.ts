import assert from "node:assert/strict";
import { test } from "node:test";
import { fillHarmonic } from "../../../src/classical/harmonic";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import type { BenchmarkRow } from "../../../src/benchmarks/benchmarkRow";
import { chooseMaskSets, drawBenchmarkMasks } from "../../../src/benchmarks/benchmarkMasks";
import { cifar10InpaintingV1 } from "../../../src/benchmarks/cifar10InpaintingV1";
import { MeasurementStopped } from "../../../src/metrics/measureMethod";
import { firstImages } from "../../../src/images/batch";
import { paintHoles } from "../../../src/images/holes";
import { errorFigure } from "../../../src/metrics/errorFigures";
import { measureImages } from "../../../src/metrics/imageErrors";
import type { MethodEntry } from "../../../src/methods";
import type { InpaintingMethod } from "../../../src/methods/inpaintingMethod";
import { chooseMethods } from "../../../src/node/methods/chooseMethods";
import { loadMethod } from "../../../src/node/methods/loadMethod";
import { runBenchmark, type BenchmarkPlan } from "../../../src/node/benchmarks/runBenchmark";

const dataset = drawDeadLeaves({ trainCount: 1, testCount: 300 });
const maskSets = chooseMaskSets(["square8", "everySecondRow"]);
const harmonic = chooseMethods(["harmonic"]);

/** A network of the table, and the method that stands in for it. */
function network(
  name: string,
  title: string,
  fill: InpaintingMethod["fill"],
  more: Partial<InpaintingMethod> = {},
): { entry: MethodEntry; method: InpaintingMethod } {
  return {
    entry: { name, title, source: { kind: "recorded", run: name } },
    method: { name, title, sizes: { kind: "any" }, parameters: 0, fill, ...more },
  };
}

async function run(plan: Partial<BenchmarkPlan>): Promise<{ rows: BenchmarkRow[]; absent: string[] }> {
  const rows: BenchmarkRow[] = [];
  const absent: string[] = [];
  await runBenchmark({
    benchmark: cifar10InpaintingV1,
    data: { batches: [dataset.test.images], title: dataset.title },
    methods: harmonic,
    maskSets,
    workers: 2,
    onRow: async (row) => {
      rows.push(row);
    },
    onAbsent: ({ name }, reason) => absent.push(`${name}: ${reason}`),
    ...plan,
  });
  return { rows, absent };
}

test("workers give the figures that a direct measurement gives", async () => {
  const { rows } = await run({});
  const truth = dataset.test.images;
  for (const [i, set] of maskSets.entries()) {
    const known = firstImages(await drawBenchmarkMasks(set), 300);
    const errors = measureImages(truth, fillHarmonic(paintHoles(truth, known), known), known);
    assert.equal(rows[i].maskSet, set.name);
    assert.equal(rows[i].figures.pooledHolePsnrDb.value, errorFigure(errors, "pooledHolePsnrDb"));
    assert.equal(rows[i].figures.meanPerImageCompositeSsim.value, errorFigure(errors, "meanPerImageCompositeSsim"));
    assert.deepEqual([rows[i].images, rows[i].dataset, rows[i].parameters], [300, dataset.title, 0]);
    assert.ok(rows[i].imagesPerSecond > 0);
  }
});

test("a method that is no classical one is loaded, measured and disposed of", async () => {
  let disposed = 0;
  const dispose = (): void => void disposed++;
  const { entry, method } = network("half", "Half", (images) => ({ ...images, data: images.data.map((v) => v / 2) }), {
    parameters: 7,
    dispose,
  });
  const { rows } = await run({ methods: [entry], load: async () => method, limit: 20 });
  assert.deepEqual(
    rows.map(({ method, images, parameters }) => [method, images, parameters]),
    [
      ["half", 20, 7],
      ["half", 20, 7],
    ],
  );
  assert.ok(rows[0].figures.pooledKnownMse.value > 0);
  assert.equal(disposed, 1);
});

test("what lies under the holes is not shown to a network: one that gives back what it was given has black holes", async () => {
  const { entry, method } = network("as given", "As given", (images) => images);
  const { rows } = await run({ methods: [entry], load: async () => method, limit: 20 });
  const truth = firstImages(dataset.test.images, 20);
  for (const [i, set] of maskSets.entries()) {
    const known = firstImages(await drawBenchmarkMasks(set), 20);
    const black = errorFigure(measureImages(truth, paintHoles(truth, known), known), "pooledHolePsnrDb");
    assert.ok(Math.abs(rows[i].figures.pooledHolePsnrDb.value - black) < 1e-4, set.name);
    assert.ok(rows[i].figures.pooledKnownMse.value < 1e-12, set.name);
  }
});

test("rows that are there are not measured again, unless on other images", async () => {
  const { rows } = await run({ limit: 20 });
  assert.deepEqual((await run({ limit: 20, done: rows })).rows, []);
  assert.equal((await run({ limit: 21, done: rows })).rows.length, 2);
  assert.deepEqual(
    (await run({ limit: 20, done: rows.slice(1) })).rows.map(({ maskSet }) => maskSet),
    ["square8"],
  );
});

test("a method that cannot be had is named, the others go on; a slow one gets its subset", async () => {
  const gone: MethodEntry = { name: "gone", title: "Gone", source: { kind: "authors" } };
  const load: BenchmarkPlan["load"] = async ({ name }) =>
    name === "gone" ? Promise.reject(new Error("It is not here.")) : loadMethod(name);
  const benchmark = { ...cifar10InpaintingV1, fewerImages: { harmonic: 12 } };
  const { rows, absent } = await run({ benchmark, methods: [gone, ...harmonic], load });
  assert.deepEqual(absent, ["gone: It is not here."]);
  assert.deepEqual(
    rows.map(({ images }) => images),
    [12, 12],
  );
});

test("it stops between parts when asked to, and keeps the rows it handed over", async () => {
  const rows: BenchmarkRow[] = [];
  const stopped = run({
    onRow: async (row) => {
      rows.push(row);
    },
    shouldStop: () => rows.length > 0,
  });
  await assert.rejects(stopped, (error: Error) => error instanceof MeasurementStopped);
  assert.equal(rows.length, 1);
});

test("it says how many images are done: a network's from none on, parts one after another, all in the end", async () => {
  const said: string[] = [];
  const { entry, method } = network("half", "Half", (images) => images);
  const [set] = maskSets;
  const load: BenchmarkPlan["load"] = async ({ name }) => (name === "half" ? method : loadMethod(name));
  await run({ methods: [...harmonic, entry], maskSets: [set], load, onProgress: (text) => said.push(text) });
  const counts = (title: string): string[] =>
    said.filter((text) => text.startsWith(`${title}, ${set.title}: `)).map((text) => text.split(": ")[1]);
  // Parts of 250 and 50 images, whichever is first.
  for (const [title, whole] of [
    ["Harmonic", counts("Harmonic")],
    ["Half", counts("Half").slice(1)],
  ] as const) {
    assert.ok(["250 of 300 images", "50 of 300 images"].includes(whole[0]), `${title}: ${whole.join(", ")}`);
    assert.deepEqual(whole.slice(1), ["300 of 300 images"], title);
  }
  assert.equal(counts("Half")[0], "0 of 300 images");
});

test("told to stop before a network has begun, it does not fill", async () => {
  let filled = 0;
  const { entry, method } = network("half", "Half", (images) => {
    filled++;
    return images;
  });
  const stopped = run({ methods: [entry], load: async () => method, limit: 20, shouldStop: () => true });
  await assert.rejects(stopped, (error: Error) => error instanceof MeasurementStopped);
  assert.equal(filled, 0);
});
