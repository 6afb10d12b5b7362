import assert from "node:assert/strict";
import { test } from "node:test";
import { fillHarmonic } from "../../../src/classical/harmonic";
import { cifar10InpaintingV1 } from "../../../src/benchmarks/cifar10InpaintingV1";
import { drawBenchmarkMasks } from "../../../src/benchmarks/benchmarkMasks";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { sliceImages, type ImageBatch } from "../../../src/images/batch";
import { methodNamed } from "../../../src/methods";
import type { InpaintingMethod } from "../../../src/methods/inpaintingMethod";
import { heroGrid, heroMethods, heroShows, writeHeroFigure } from "../../../src/node/benchmarks/heroFigure";
import { changedInputs } from "../../../src/node/files/inputFile";
import { readFigureManifest } from "../../../src/node/figures/writeFigure";
import { figuresFolder, projectRoot } from "../../../src/node/paths";
import { temporaryFolder } from "../../support/temporaryFolder";

const benchmark = cifar10InpaintingV1;
const { test: images, title } = drawDeadLeaves({ trainCount: 1, testCount: 12 });
const data = { batches: [images.images], title, synthetic: true };

test("two images to each of five mask sets, with the masks that the benchmark has at their positions", async () => {
  const seen: ImageBatch[] = [];
  let disposed = 0;
  const load = async (name: string): Promise<InpaintingMethod> => ({
    ...methodNamed(name),
    sizes: { kind: "any" },
    parameters: 0,
    fill: (given, knownMask) => {
      seen.push(knownMask);
      return fillHarmonic(given, knownMask);
    },
    dispose: () => void disposed++,
  });
  const grid = await heroGrid({ benchmark, data, load });
  assert.equal(seen.length, heroMethods.length);
  assert.equal(disposed, heroMethods.length);
  for (const [i, name] of ["square8", "centre16", "rectangle28x14", "pixels50", "articleLines"].entries()) {
    const set = benchmark.maskSets.find((one) => one.name === name);
    assert.ok(set !== undefined);
    const wanted = sliceImages(await drawBenchmarkMasks(set), 2 * i, 2 * i + 2);
    assert.deepEqual(Uint8Array.from(sliceImages(seen[0], 2 * i, 2 * i + 2).data), wanted.data, name);
  }
  assert.ok(grid.synthetic);
  assert.match(grid.alt, /^10 images, 2 for each kind of hole \(8×8 square, .*lines\), .*residual inpainter; below/);
  assert.deepEqual(
    grid.texts.map(({ text }) => text).filter((text) => /dB$/.test(text)).length,
    10 * heroMethods.length,
  );
});

test("it is drawn where one of its methods is measured on a benchmark with its mask sets", () => {
  assert.ok(heroShows(benchmark, ["telea", "residual-inpainter"]));
  assert.ok(!heroShows(benchmark, ["telea"]));
  assert.ok(!heroShows({ ...benchmark, maskSets: benchmark.maskSets.slice(0, 2) }, ["harmonic"]));
});

test("too few images are refused", async () => {
  const few = { ...data, batches: [sliceImages(images.images, 0, 4)] };
  await assert.rejects(heroGrid({ benchmark, data: few }), /Expected image positions from 0 to 3, but received 4\./);
});

test("the recorded networks are drawn, and what comes from synthetic data says so", async () => {
  const folder = temporaryFolder("lab-hero-");
  await writeHeroFigure(folder, { benchmark, data });
  const [entry] = await readFigureManifest(folder);
  assert.equal(entry.command, "npm run measure -- cifar10-inpainting-v1 --record");
  assert.ok(entry.synthetic);
  assert.deepEqual(
    entry.inputs?.map(({ file }) => file),
    ["report-fixed-seed1", "residual-inpainter"].map((run) => `runs/recorded/${run}/model/weights.bin`),
  );
});

test("the committed picture shows the recorded weights as they are", async () => {
  const entry = (await readFigureManifest(figuresFolder)).find(({ name }) => name === "hero");
  assert.equal(entry?.dataset, "CIFAR-10");
  assert.deepEqual(changedInputs(entry?.inputs ?? [], projectRoot), []);
});
