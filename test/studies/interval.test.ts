import assert from "node:assert/strict";
import { test } from "node:test";
import { studyDifference, studyInterval, meanOf, pooledPsnrOf } from "../../src/studies/interval";

test("a mean has an interval around it, the same every time", () => {
  const mean = meanOf(
    "ones and threes",
    Float64Array.from({ length: 100 }, (_, i) => 1 + 2 * (i % 2)),
  );
  const interval = studyInterval(mean);
  assert.equal(interval.value, 2);
  assert.equal(interval.level, 0.95);
  // The mean of 100 draws from 1 and 3 has a standard deviation of .1.
  assert.ok(Math.abs(interval.low - 1.8) < 0.03 && Math.abs(interval.high - 2.2) < 0.03, JSON.stringify(interval));
  assert.deepEqual(studyInterval(mean), interval);
});

test("figures of the same images are drawn alike, so a constant difference has no width", () => {
  const first = Float64Array.from({ length: 50 }, (_, i) => i % 7);
  const second = first.map((value) => value - 0.5);
  const { value, low, high } = studyDifference(meanOf("first", first), meanOf("second", second));
  for (const figure of [value, low, high]) assert.ok(Math.abs(figure - 0.5) < 1e-12);
});

test("pooled PSNR divides all errors by all values", () => {
  const squares = { squared: Float64Array.of(1, 0), values: Float64Array.of(60, 40) };
  assert.ok(Math.abs(studyInterval(pooledPsnrOf("PSNR", squares)).value - 20) < 1e-12);
});
