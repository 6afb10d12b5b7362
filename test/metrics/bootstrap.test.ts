import assert from "node:assert/strict";
import { test } from "node:test";
import { bootstrapDifference, bootstrapInterval, bootstrapIntervals } from "../../src/metrics/bootstrap";
import { psnrDb } from "../../src/metrics/hole";
import type { ErrorRatio } from "../../src/metrics/errorFigures";
import { randomStream, type Random } from "../../src/random";
import { near } from "./near";

function ratio(
  numerators: ArrayLike<number>,
  denominators: ArrayLike<number>,
  finish = (value: number): number => value,
): ErrorRatio {
  return {
    name: "sample",
    numerators: Float64Array.from(numerators),
    denominators: Float64Array.from(denominators),
    finish,
  };
}

const ones = (count: number): number[] => new Array<number>(count).fill(1);
const stream = (seed = 1): Random => randomStream(seed, "bootstrap test");

/** Errors as fills make them: skewed, and larger where the hole is larger. The true ratio is 1. */
function skewed(count: number, random: Random): ErrorRatio {
  const denominators = Array.from({ length: count }, () => random.integer(20, 100));
  return ratio(
    denominators.map((pixels) => -pixels * Math.log(1 - random.uniform())),
    denominators,
  );
}

test("covers the truth about as often as it says", () => {
  const random = stream(2);
  let covered95 = 0;
  let covered70 = 0;
  for (let trial = 0; trial < 300; trial++) {
    const sample = skewed(120, random);
    const wide = bootstrapInterval(sample, random, { resamples: 300 });
    const narrow = bootstrapInterval(sample, random, { resamples: 300, level: 0.7 });
    if (wide.low <= 1 && wide.high >= 1) covered95++;
    if (narrow.low <= 1 && narrow.high >= 1) covered70++;
  }
  assert.ok(covered95 >= 0.9 * 300 && covered95 <= 0.98 * 300, `${covered95} of 300`);
  assert.ok(covered70 >= 0.6 * 300 && covered70 <= 0.78 * 300, `${covered70} of 300`);
});

test("the width of a mean's interval is that of the normal approximation", () => {
  const random = stream(3);
  const values = Array.from({ length: 500 }, () => random.normal());
  const { value, low, high, level } = bootstrapInterval(ratio(values, ones(500)), random);
  const mean = values.reduce((sum, x) => sum + x, 0) / 500;
  const deviation = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 500);
  near(value, mean, 1e-14);
  assert.equal(level, 0.95);
  near((high - low) / ((2 * 1.96 * deviation) / Math.sqrt(500)), 1, 0.1);
});

test("every image is drawn, the first and the last too, each as often as another", () => {
  for (const position of [0, 1, 9]) {
    const alone = ratio(
      ones(10).map((_, i) => Number(i === position)),
      ones(10),
    );
    const { low, high } = bootstrapInterval(alone, stream(4), { resamples: 4000 });
    // So often is one of ten images drawn in ten drawings: binomial, in 95 % of the sets 0 to 3 times.
    assert.deepEqual([low, high], [0, 0.3], `image ${position}`);
  }
});

test("same seed, same interval; several figures from one drawing equal each alone", () => {
  const first = skewed(50, stream(4));
  const second = ratio(first.denominators, ones(50));
  const alone = bootstrapInterval(first, stream(5));
  assert.deepEqual(bootstrapInterval(first, stream(5)), alone);
  assert.notDeepEqual(bootstrapInterval(first, stream(6)), alone);
  assert.deepEqual(bootstrapIntervals([first, second], stream(5)), [alone, bootstrapInterval(second, stream(5))]);
  assert.ok(alone.low < alone.value && alone.value < alone.high);
});

test("decibels are taken of each drawn set, so the ends are the decibels of the ends", () => {
  const plain = skewed(80, stream(7));
  const inDb = { ...plain, finish: psnrDb };
  const options = { resamples: 201, level: 0.9 };
  const mse = bootstrapInterval(plain, stream(8), options);
  const psnr = bootstrapInterval(inDb, stream(8), options);
  near(psnr.value, psnrDb(mse.value));
  near(psnr.low, psnrDb(mse.high), 1e-12);
  near(psnr.high, psnrDb(mse.low), 1e-12);
});

test("paired: what makes images hard for both cancels", () => {
  const random = stream(9);
  const base = skewed(200, random);
  const better = ratio(
    base.numerators.map((value) => 0.98 * value),
    base.denominators,
  );
  const { value, low, high } = bootstrapDifference(better, base, stream(10));
  const alone = bootstrapInterval(base, stream(10));
  assert.ok(low <= value && value <= high && high < 0, `${low} ${value} ${high}`);
  assert.ok(high - low < 0.05 * (alone.high - alone.low));
  const back = bootstrapDifference(base, better, stream(10));
  [back.value, back.low, back.high].forEach((found, i) => near(found, -[value, high, low][i], 1e-12));
  assert.deepEqual(bootstrapDifference(base, base, stream(11)), { value: 0, low: 0, high: 0, level: 0.95 });
});

test("infinite PSNRs give infinite ends, and differ by 0 from each other", () => {
  const perfect = ratio([0, 0, 0], ones(3), psnrDb);
  const good = ratio([1e-3, 2e-3, 1e-3], ones(3), psnrDb);
  assert.deepEqual(bootstrapInterval(perfect, stream()), {
    value: Infinity,
    low: Infinity,
    high: Infinity,
    level: 0.95,
  });
  assert.deepEqual(bootstrapDifference(perfect, perfect, stream()), { value: 0, low: 0, high: 0, level: 0.95 });
  assert.equal(bootstrapDifference(good, perfect, stream()).high, -Infinity);
});

test("drawn sets in which nothing counts are left out", () => {
  const rare = bootstrapInterval(ratio([2, 0, 0, 0], [1, 0, 0, 0]), stream());
  assert.deepEqual(rare, { value: 2, low: 2, high: 2, level: 0.95 });
  assert.deepEqual(bootstrapInterval(ratio([3], [1]), stream()), { value: 3, low: 3, high: 3, level: 0.95 });
});

test("what has no interval is refused", () => {
  const sample = ratio([1, 2], [1, 1]);
  const count = 1000;
  for (const resamples of [0, 1.5, NaN]) {
    assert.throws(() => bootstrapInterval(sample, stream(), { resamples }), {
      message: `Expected resamples to be a whole number from 1 up, but received ${resamples}. Use for example 1000.`,
    });
  }
  for (const level of [0, 1, NaN]) {
    assert.throws(() => bootstrapInterval(sample, stream(), { level }), {
      message: `Expected a level between 0 and 1, but received ${level}. Use for example 0.95.`,
    });
  }
  const other = "images. Measure every method on the same images.";
  assert.throws(() => bootstrapDifference(sample, ratio([1], [1]), stream()), {
    message: `Expected figures of the same images, at least one, but received figures of 2 and 1 ${other}`,
  });
  assert.throws(() => bootstrapInterval(ratio([], []), stream()), {
    message: `Expected figures of the same images, at least one, but received figures of 0 ${other}`,
  });
  assert.throws(
    () => bootstrapInterval(ratio([1, 1], [0, 0]), stream()),
    /^Error: Expected something to measure for sample/,
  );
  const rare = ratio([1, ...new Array<number>(count).fill(0)], [1, ...new Array<number>(count).fill(0)]);
  assert.throws(() => bootstrapInterval(rare, { ...stream(), integer: () => count }, { resamples: 2 }), {
    message:
      "Expected a drawn set with something to measure for sample, but all 2 were empty. " +
      "Draw more sets, or leave out the images without such pixels.",
  });
});

test("no figure asked for, no interval", () => {
  assert.deepEqual(bootstrapIntervals([], stream()), []);
});
