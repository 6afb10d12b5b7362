import assert from "node:assert/strict";
import { test } from "node:test";
import { fillHarmonic } from "../../../src/classical/harmonic";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import type { BenchmarkRow } from "../../../src/benchmarks/benchmarkRow";
import type { Benchmark } from "../../../src/benchmarks/benchmark";
import {
  chooseMaskSets,
  drawBenchmarkMasks,
  drawMaskBatches,
  packedBatches,
  sha256Of,
} from "../../../src/benchmarks/benchmarkMasks";
import { cifar10InpaintingV1 } from "../../../src/benchmarks/cifar10InpaintingV1";
import { MeasurementStopped } from "../../../src/metrics/measureMethod";
import { firstImages, toFloat, type BatchShape, type ImageBatch } from "../../../src/images/batch";
import { paintHoles } from "../../../src/images/holes";
import { errorFigure } from "../../../src/metrics/errorFigures";
import { concatImageErrors, measureImages } from "../../../src/metrics/imageErrors";
import { randomStream } from "../../../src/random";
import type { MethodEntry } from "../../../src/methods";
import type { InpaintingMethod } from "../../../src/methods/inpaintingMethod";
import { chooseMethods } from "../../../src/node/methods/chooseMethods";
import { loadMethod } from "../../../src/node/methods/loadMethod";
import { runBenchmark, type BegunRow, type BenchmarkPlan } from "../../../src/node/benchmarks/runBenchmark";

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

const sizes: readonly BatchShape[] = [
  [1, 24, 36, 3],
  [1, 36, 24, 3],
  [1, 24, 36, 3],
  [1, 36, 24, 3],
  [1, 24, 36, 3],
];

/** A benchmark of five images of two sizes. */
async function ofTwoSizes(): Promise<{ benchmark: Benchmark; data: BenchmarkPlan["data"] }> {
  const [family] = chooseMaskSets(["articleLines"]);
  const drawn = sizes.map((shape, batch) => family.draw(shape, randomStream(1, `sizes-v1 ${family.name}`, batch)));
  const set = { ...family, sha256: await sha256Of(packedBatches(drawn)) };
  const benchmark = { ...cifar10InpaintingV1, name: "sizes-v1", images: 5, shapes: sizes, maskSets: [set] };
  const batches = sizes.map(([, height, width], seed): ImageBatch => {
    const random = randomStream(seed, "picture");
    const data = Uint8Array.from({ length: height * width * 3 }, (_, k) => ((k % 97) + random.integer(0, 60)) & 255);
    return { data, shape: [1, height, width, 3] };
  });
  return { benchmark, data: { batches, title: "noise" } };
}

test("images of several sizes are measured as each by itself, by workers and here", async () => {
  const { benchmark, data } = await ofTwoSizes();
  const { entry, method } = network("pale", "Pale", (images) => ({
    ...images,
    data: images.data.map((v) => v / 2 + 0.2),
  }));
  const load: BenchmarkPlan["load"] = async ({ name }) => (name === "pale" ? method : loadMethod(name));
  const plan = { benchmark, data, maskSets: benchmark.maskSets, methods: [...harmonic, entry], load };
  const known = await drawMaskBatches(benchmark.maskSets[0], benchmark);
  for (const limit of [5, 3]) {
    const { rows } = await run({ ...plan, limit });
    for (const [i, fill] of [fillHarmonic, method.fill].entries()) {
      const errors: ReturnType<typeof measureImages>[] = [];
      for (const [batch, truth] of data.batches.slice(0, limit).entries()) {
        const given = paintHoles(toFloat(truth), known[batch]);
        errors.push(measureImages(truth, await fill(given, known[batch]), known[batch]));
      }
      const all = concatImageErrors(errors);
      assert.deepEqual([rows[i].benchmark, rows[i].images], ["sizes-v1", limit]);
      for (const figure of ["pooledHolePsnrDb", "meanPerImageCompositeSsim", "pooledKnownMse"] as const)
        assert.equal(rows[i].figures[figure].value, errorFigure(all, figure), figure);
    }
  }
});

test("a method that does not take one of the sizes is left out with its sentence, and disposed of", async () => {
  const { benchmark, data } = await ofTwoSizes();
  let disposed = 0;
  const { entry, method } = network("small", "Small", (images) => images, {
    sizes: { kind: "one", height: 24, width: 36 },
    dispose: () => void disposed++,
  });
  const refused: string[] = [];
  const plan = { benchmark, data, maskSets: benchmark.maskSets, methods: [entry], load: async () => method };
  const onRefused: BenchmarkPlan["onRefused"] = ({ name }, reason) => refused.push(`${name}: ${reason}`);
  assert.deepEqual(await run({ ...plan, onRefused }), { rows: [], absent: [] });
  assert.equal(refused.length, 1);
  assert.match(refused[0], /^small: Expected a picture of 36×24 pixels for small, .*, but received 24×36\./);
  assert.equal(disposed, 1);
  assert.equal((await run({ ...plan, limit: 1, onRefused })).rows.length, 1, "the first image has its size");
});

test("a row that was stopped goes on with the parts that are missing, and ends as one that was not", async () => {
  const { benchmark, data } = await ofTwoSizes();
  let fills = 0;
  const { entry, method } = network("black", "Black", (images) => {
    fills++;
    return images;
  });
  const plan = { benchmark, data, maskSets: benchmark.maskSets, methods: [entry], load: async () => method };
  const whole = (await run(plan)).rows[0];
  assert.equal(fills, 5);
  let begun: BegunRow | null = null;
  const kept = (): BegunRow | null => begun;
  const onPart = async (row: BegunRow): Promise<void> => void (begun = { ...row, parts: [...row.parts] });
  await assert.rejects(run({ ...plan, onPart, shouldStop: () => fills === 7 }), MeasurementStopped);
  assert.deepEqual(
    kept()?.parts.map(({ first }) => first),
    [0],
    "the second is filled and not measured",
  );
  const said: string[] = [];
  const [again] = (await run({ ...plan, onPart, begun: kept(), onProgress: (text) => said.push(text) })).rows;
  assert.equal(fills, 11, "four more");
  assert.deepEqual(again.figures, whole.figures);
  assert.ok(said.some((text) => text.endsWith(": 2 of 5 images")));
  assert.ok(!said.some((text) => text.endsWith(": 0 of 5 images")));
  await run({ ...plan, begun: kept(), limit: 4 });
  assert.equal(fills, 15, "a row of other images begins anew");
});

test("a classical row that was stopped goes on too, whichever parts are there", async () => {
  const { benchmark, data } = await ofTwoSizes();
  const plan = { benchmark, data, maskSets: benchmark.maskSets };
  const kept: BegunRow[] = [];
  const [whole] = (await run({ ...plan, onPart: async (row) => void kept.push({ ...row, parts: [...row.parts] }) }))
    .rows;
  assert.equal(kept.length, 5);
  const parts = [kept[4].parts[4], kept[4].parts[1]];
  const more: BegunRow[] = [];
  const begun = { ...kept[0], parts };
  const onPart = async (row: BegunRow): Promise<void> => void more.push(row);
  const [again] = (await run({ ...plan, begun, onPart })).rows;
  assert.equal(more.length, 3);
  assert.deepEqual(again.figures, whole.figures);
});
