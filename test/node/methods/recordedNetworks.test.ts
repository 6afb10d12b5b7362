// What the recorded networks predict, beside a program that shares nothing with this project but their files: TensorFlow in
// Python and layers of its own (test/fixtures/recorded-networks.py), on 500 test images under three mask sets of the benchmark.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { chooseMaskSets, drawBenchmarkMasks } from "../../../src/benchmarks/benchmarkMasks";
import {
  firstImages,
  imageBatch,
  joinImages,
  range,
  takeImages,
  takeMasks,
  toFloat,
  type FloatImageBatch,
  type ImageBatch,
} from "../../../src/images/batch";
import { eachHole, paintHoles } from "../../../src/images/holes";
import { inpaintingMethods, type MethodEntry } from "../../../src/methods";
import type { InpaintingMethod } from "../../../src/methods/inpaintingMethod";
import { errorFigure } from "../../../src/metrics/errorFigures";
import { measureImages, selectImageErrors } from "../../../src/metrics/imageErrors";
import { loadMethod } from "../../../src/node/methods/loadMethod";
import { modelFolder } from "../../../src/node/store/modelJson";
import { sha256Hex } from "../../../src/node/files/sha256";
import { networksFixture } from "../../support/benchmarkFixtures";
import { sharedDataset } from "../../support/dataset";
import { inputFile } from "../../support/inputs";

/** Further seeds and weights of the context encoders, of which the first seeds are checked. */
const furtherRun = /^context-.*-(seed|step)/;
const networks = inpaintingMethods.filter(
  ({ name, source }) => (source.kind === "recorded" || source.kind === "authors") && !furtherRun.test(name),
);

test("the fixture holds every network of the table of methods, with the weights that are recorded now", () => {
  assert.deepEqual(
    Object.keys(networksFixture.networks),
    networks.map(({ name }) => name),
    "Add the network to NETWORKS in test/fixtures/recorded-networks.py and run it.",
  );
  for (const { name, source } of networks) {
    if (source.kind !== "recorded") continue;
    const weights = readFileSync(join(modelFolder(source.run), "weights.bin"));
    assert.equal(sha256Hex(weights), networksFixture.networks[name].weightsSha256, name);
  }
});

for (const network of networks) {
  test(`${network.name}: predictions within 1e-4 of TensorFlow's in Python, PSNR within .001 dB`, async (context) => {
    if (!inputFile("CIFAR10_ARCHIVE", context.name)) return;
    if (network.source.kind === "authors" && !inputFile("REPORT_WEIGHTS", context.name)) return;
    await compare(network);
  });
}

async function compare({ name }: MethodEntry): Promise<void> {
  const truth = toFloat(firstImages((await sharedDataset()).test.images, networksFixture.images));
  const method = await loadMethod(name);
  for (const [maskSet, wanted] of Object.entries(networksFixture.networks[name].maskSets)) {
    const known = firstImages(await drawBenchmarkMasks(chooseMaskSets([maskSet])[0]), networksFixture.images);
    const filled = await predict(method, paintHoles(truth, known), known);
    assertNear(everyHoleValue(filled, known, wanted.stride), wanted.values, 1e-4, `${maskSet}: value`);
    const errors = measureImages(truth, filled, known);
    const blocks = wanted.blockMse.map((_, i) =>
      errorFigure(selectImageErrors(errors, range(networksFixture.block, i * networksFixture.block)), "pooledHoleMse"),
    );
    assertNear(blocks, wanted.blockMse, 1e-6, `${maskSet}: squared error of block`);
    assertNear([errorFigure(errors, "pooledHolePsnrDb")], [wanted.pooledHolePsnrDb], 0.001, `${maskSet}: PSNR`);
  }
  method.dispose?.();
}

/** What the network puts out; where the images are too small for it as the fixture does: mirrored to a larger size, and cut again. */
async function predict(
  { sizes, fill }: InpaintingMethod,
  images: FloatImageBatch,
  known: ImageBatch,
): Promise<ImageBatch> {
  const [count, height, width] = images.shape;
  const multiple = sizes.kind === "windows" ? sizes.multiple : 1;
  const [down, across] = [height, width].map((side) => Math.ceil(side / multiple) * multiple);
  if (down === height && across === width) return fill(images, known);
  const parts: FloatImageBatch[] = [];
  for (let start = 0; start < count; start += 100) {
    const positions = range(Math.min(100, count - start), start);
    const [given, mask] = [takeImages(images, positions), takeMasks(known, positions)];
    parts.push(cutTo(await fill(cutTo(given, down, across), cutTo(mask, down, across)), height, width));
  }
  return joinImages(parts);
}

/** The upper left of the images; what is missing at the right and below is mirrored, as numpy.pad does with "symmetric". */
function cutTo(
  { data, shape: [count, rows, columns, channels] }: ImageBatch,
  height: number,
  width: number,
): FloatImageBatch {
  const result = new Float32Array(count * height * width * channels);
  const mirrored = (at: number, side: number): number => (at < side ? at : 2 * side - 1 - at);
  for (let p = 0; p < count * height * width; p++) {
    const [image, y, x] = [Math.floor(p / (height * width)), Math.floor(p / width) % height, p % width];
    const from = ((image * rows + mirrored(y, rows)) * columns + mirrored(x, columns)) * channels;
    result.set(data.subarray(from, from + channels), p * channels);
  }
  return imageBatch(result, [count, height, width, channels]);
}

/** Every stride-th of the values at hole pixels, image after image, row after row, channels together. */
function everyHoleValue({ data, shape }: ImageBatch, knownMask: ImageBatch, stride: number): number[] {
  const values: number[] = [];
  eachHole(knownMask.data, shape[3], (from, to) => values.push(...data.subarray(from, to)));
  return values.filter((_, i) => i % stride === 0);
}

function assertNear(values: readonly number[], wanted: readonly number[], tolerance: number, what: string): void {
  assert.equal(values.length, wanted.length, what);
  values.forEach((value, i) =>
    assert.ok(Math.abs(value - wanted[i]) <= tolerance, `${what} ${i}: ${value}, not ${wanted[i]}`),
  );
}
