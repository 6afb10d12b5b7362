import assert from "node:assert/strict";
import { test } from "node:test";
import { logLogSlope, median, ratio, spread } from "../../bench/statistics";

test("the median is the middle value, or the mean of two, in any order", () => {
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([10, 4, 1, 6]), 5);
  assert.throws(() => median([]), /Expected at least one value for a median, but received none/);
});

test("a spread holds median, lowest and highest", () => {
  assert.deepEqual(spread([3, 1, 2]), { median: 2, min: 1, max: 3 });
});

test("a ratio is that of the medians, its range that within one round", () => {
  // The second round is slow for both: it does not widen the range.
  assert.deepEqual(ratio([200, 100, 240], [100, 50, 80]), { median: 2.5, min: 2, max: 3 });
  assert.throws(() => ratio([1, 2], [1]), /Expected as many rounds on both sides of a ratio, but received 2 and 1/);
});

test("the slope in logarithms is the power by which times grow", () => {
  assert.ok(
    Math.abs(
      logLogSlope([
        [1, 5],
        [10, 500],
        [100, 50_000],
      ]) - 2,
    ) < 1e-12,
  );
  assert.ok(
    Math.abs(
      logLogSlope([
        [2, 1],
        [8, 4],
        [32, 16],
      ]) - 1,
    ) < 1e-12,
  );
  assert.throws(
    () => logLogSlope([[1, 1]]),
    /Expected two or more points above 0 for a slope in logarithms, but received \[/,
  );
  assert.throws(
    () =>
      logLogSlope([
        [1, 1],
        [2, 0],
      ]),
    /Measure at several sizes/,
  );
});
