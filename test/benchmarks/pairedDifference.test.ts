import assert from "node:assert/strict";
import { test } from "node:test";
import { benchmarkRow } from "../../src/benchmarks/benchmarkRow";
import { isPaired, pairedDifference, type PairedRow } from "../../src/benchmarks/pairedDifference";
import { selectImageErrors, type ImageErrors } from "../../src/metrics/imageErrors";
import { randomStream } from "../../src/random";
import { near } from "../metrics/near";
import { pairedBenchmark, sampleErrors, sampleRows } from "./sampleRows";

const [set] = pairedBenchmark.maskSets;

function rowOf(errors: ImageErrors): PairedRow {
  const method = { name: "any", title: "Any", parameters: 0 };
  const row = benchmarkRow(errors, { benchmark: pairedBenchmark, method, set, dataset: "waves", imagesPerSecond: 1 });
  assert.ok(isPaired(row));
  return row;
}

const mean = sampleErrors("mean", 0);
const harmonic = sampleErrors("harmonic", 0);

test("the difference and its interval are those of a plain loop over 500 drawn sets of images", () => {
  const random = randomStream(1, "cifar10-inpainting-v1 intervals");
  const psnrDb = ({ holeSquared, holePixels }: ImageErrors, positions: readonly number[]): number => {
    let squared = 0;
    let values = 0;
    for (const i of positions) {
      squared += holeSquared[i];
      values += 3 * holePixels[i];
    }
    return -10 * Math.log10(squared / values);
  };
  const differences: number[] = [];
  for (let drawn = 0; drawn < 500; drawn++) {
    const positions: number[] = [];
    for (let i = 0; i < 8; i++) positions.push(random.integer(0, 7));
    differences.push(psnrDb(mean, positions) - psnrDb(harmonic, positions));
  }
  differences.sort((a, b) => a - b);
  // The 2.5 % of 499 steps from the smallest to the largest are 12.475 steps.
  const low = differences[12] + 0.475 * (differences[13] - differences[12]);
  const high = differences[486] + 0.525 * (differences[487] - differences[486]);
  const all = [0, 1, 2, 3, 4, 5, 6, 7];
  const found = pairedDifference(rowOf(mean), rowOf(harmonic));
  near(found.value, psnrDb(mean, all) - psnrDb(harmonic, all), 1e-4, "value");
  near(found.low, low, 1e-4, "low");
  near(found.high, high, 1e-4, "high");
  assert.equal(found.level, 0.95);
});

test("a row on fewer images is compared on these, whichever comes first", () => {
  const firstFive = (errors: ImageErrors): PairedRow => rowOf(selectImageErrors(errors, [0, 1, 2, 3, 4]));
  const onFive = pairedDifference(firstFive(mean), firstFive(harmonic));
  assert.deepEqual(pairedDifference(firstFive(mean), rowOf(harmonic)), onFive);
  assert.deepEqual(pairedDifference(rowOf(mean), firstFive(harmonic)), onFive);
  assert.notDeepEqual(pairedDifference(rowOf(mean), rowOf(harmonic)), onFive);
});

test("only rows that hold the errors of each image can be compared", () => {
  assert.ok(sampleRows(pairedBenchmark).every(isPaired));
  assert.ok(!sampleRows().some(isPaired));
});
