import assert from "node:assert/strict";
import { test } from "node:test";
import { meanInterval, studentWidth } from "../../src/metrics/meanInterval";

const near = (value: number | null, expected: number, tolerance = 1e-9): void =>
  assert.ok(value !== null && Math.abs(value - expected) <= tolerance, `${value} instead of ${expected}`);

test("Student's distribution agrees with scipy.stats.t.ppf (scipy 1.17.1)", () => {
  const quantiles = [
    [1, 12.706204736174694],
    [2, 4.302652729749462],
    [3, 3.1824463052837078],
    [4, 2.7764451051977934],
    [5, 2.5705818356363146],
    [19, 2.0930240544083087],
    [30, 2.0422724563012378],
    [100, 1.9839715185235518],
  ];
  for (const [freedom, t] of quantiles) near(studentWidth(0.95, freedom), t);
  near(studentWidth(0.99, 7), 3.4994832973504924);
});

test("mean, spread and interval by hand: 1, 2, 3, 4, 5", () => {
  const { mean, spread, low, high } = meanInterval([1, 2, 3, 4, 5]);
  const half = (2.7764451051977934 * Math.sqrt(2.5)) / Math.sqrt(5);
  assert.equal(mean, 3);
  near(spread, Math.sqrt(2.5));
  near(low, 3 - half);
  near(high, 3 + half);
});

test("one number has a mean and no spread; equal numbers have an interval of no width", () => {
  assert.deepEqual(meanInterval([7]), { mean: 7, spread: null, low: null, high: null });
  assert.deepEqual(meanInterval([7, 7, 7]), { mean: 7, spread: 0, low: 7, high: 7 });
});

test("about 95 of 100 intervals hold the true mean", () => {
  let state = 1;
  let held = 0;
  const uniform = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  for (let trial = 0; trial < 2000; trial++) {
    const values = Array.from(
      { length: 5 },
      () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()),
    );
    const { low, high } = meanInterval(values);
    if ((low as number) < 0 && (high as number) > 0) held++;
  }
  assert.ok(held > 1870 && held < 1930, `${held} of 2000`);
});

test("nothing to average, and numbers that are none, are refused", () => {
  assert.throws(
    () => meanInterval([]),
    /Expected finite numbers to average, but received none\. Leave out what was not measured\./,
  );
  assert.throws(() => meanInterval([1, NaN]), /but received NaN\./);
  assert.throws(
    () => studentWidth(1, 3),
    /Expected a level between 0 and 1 and whole degrees of freedom from 1, but received 1 and 3\./,
  );
  assert.throws(() => studentWidth(0.95, 0.5), /but received 0\.95 and 0\.5\. Use for example \.95/);
});
