import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseRanks } from "../../src/studies/rankedFills";

test("nine images are three best, three in the middle, three worst", () => {
  const scores = [50, 10, 90, 20, 80, 30, 70, 40, 60], chosen = chooseRanks(scores);
  assert.deepEqual(chosen.map(({ rank }) => rank), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assert.deepEqual(chosen.map(({ position }) => scores[position]), [90, 80, 70, 60, 50, 40, 30, 20, 10]);
});

test("of ten thousand, ranks 4,999 to 5,001 are the middle; equal scores rank by position", () => {
  const chosen = chooseRanks(new Float64Array(10_000));
  assert.deepEqual(chosen.map(({ rank }) => rank), [1, 2, 3, 4_999, 5_000, 5_001, 9_998, 9_999, 10_000]);
  for (const { rank, of, position } of chosen) assert.deepEqual([of, position], [10_000, rank - 1]);
});

test("too few images are refused", () => {
  assert.throws(() => chooseRanks([1, 2, 3], 3),
    /Expected at least 9 images to choose 3 of the best, median and worst, but received 3\./);
});
