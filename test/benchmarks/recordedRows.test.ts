// The recorded benchmark beside what others compute on the same images and masks: OpenCV and NumPy fill all of them, TensorFlow in
// Python computes the networks on the first 500. The project's methods are run again on those 500.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { chooseMaskSets, drawBenchmarkMasks } from "../../src/benchmarks/benchmarkMasks";
import type { BenchmarkRow } from "../../src/benchmarks/benchmarkRow";
import { benchmarkMaskSets, cifar10InpaintingV1 } from "../../src/benchmarks/cifar10InpaintingV1";
import { firstImages, toFloat } from "../../src/images/batch";
import { paintHoles } from "../../src/images/holes";
import { classicalMethod } from "../../src/methods/classical";
import { pooledHolePsnrDb } from "../../src/metrics/hole";
import { readBenchmark } from "../../src/node/benchmarks/record";
import { recordedRunsFolder } from "../../src/node/paths";
import { classicalFixture, networksFixture } from "../support/benchmarkFixtures";
import { sharedDataset } from "../support/dataset";
import { inputFile } from "../support/inputs";

const record = readBenchmark(join(recordedRunsFolder, "benchmark"));
const recorded: readonly BenchmarkRow[] = record?.rows ?? [];
const { subset } = classicalFixture;

/** OpenCV fills bytes, and differs from the project at the border. */
const toleranceDb: { readonly [method: string]: number } = {
  mean: 0.00001,
  harmonic: 0.00001,
  telea: 0.03,
  navierStokes: 0.03,
};

test("the recorded rows are those of all methods on all mask sets, on the published masks", () => {
  assert.equal(record?.command, "npm run evaluate -- --update");
  for (const { name, sha256 } of benchmarkMaskSets) {
    const rows = recorded.filter(({ maskSet }) => maskSet === name);
    assert.ok(rows.length >= 11, name);
    assert.ok(
      rows.every((row) => row.maskSha256 === sha256 && row.dataset === "CIFAR-10"),
      name,
    );
    for (const { method, images } of rows)
      assert.equal(images, cifar10InpaintingV1.fewerImages?.[method] ?? 10_000, method);
  }
});

for (const [method, maskSets] of Object.entries(classicalFixture.methods)) {
  test(`${method}: the recorded rows score as another program's fills of the same images and masks`, () => {
    for (const [maskSet, { pooledHolePsnrDb }] of Object.entries(maskSets))
      assertNear(recordedPsnrDb(method, maskSet), pooledHolePsnrDb, toleranceDb[method], maskSet);
  });

  test(`${method}: run again on the first images, it scores as the other program's fills`, async (context) => {
    if (!inputFile("CIFAR10_ARCHIVE", context.name)) return;
    const truth = toFloat(firstImages((await sharedDataset()).test.images, subset));
    for (const [maskSet, { subsetPooledHolePsnrDb }] of Object.entries(maskSets)) {
      const known = firstImages(await drawBenchmarkMasks(chooseMaskSets([maskSet])[0]), subset);
      const filled = await classicalMethod(method).fill(paintHoles(truth, known), known);
      assertNear(pooledHolePsnrDb(truth, filled, known), subsetPooledHolePsnrDb, toleranceDb[method], maskSet);
    }
  });
}

for (const [network, { maskSets }] of Object.entries(networksFixture.networks)) {
  if (cifar10InpaintingV1.onlyNamed?.includes(network)) continue;
  test(`${network}: how far the recorded rows lie from the harmonic fill's is what the first images allow`, () => {
    for (const [maskSet, { blockMse }] of Object.entries(maskSets)) {
      const harmonic = classicalFixture.methods.harmonic[maskSet];
      assert.equal(blockMse.length, harmonic.subsetBlockMse.length);
      const { mean, standardError } = meanOf(blockMse.map((error, i) => error - harmonic.subsetBlockMse[i]));
      const difference = mseOf(recordedPsnrDb(network, maskSet)) - mseOf(harmonic.pooledHolePsnrDb);
      assertNear(difference, mean, 3 * standardError, `${maskSet}: squared error less the harmonic fill's`);
    }
  });
}

function recordedPsnrDb(method: string, maskSet: string): number {
  const row = recorded.find((one) => one.method === method && one.maskSet === maskSet);
  return row?.figures.pooledHolePsnrDb.value ?? NaN;
}

function mseOf(psnrDb: number): number {
  return 10 ** (-psnrDb / 10);
}

function meanOf(values: readonly number[]): { readonly mean: number; readonly standardError: number } {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  return { mean, standardError: Math.sqrt(variance / count) };
}

function assertNear(value: number, wanted: number, tolerance: number, what: string): void {
  assert.ok(Math.abs(value - wanted) <= tolerance, `${what}: ${value}, not ${wanted}`);
}
