import assert from "node:assert/strict";
import { test } from "node:test";
import { randomStream, shuffledPositions } from "../src/random";

const draw = (...key: Parameters<typeof randomStream>): number[] => {
  const random = randomStream(...key);
  return Array.from({ length: 8 }, () => random.uniform());
};

test("the same key gives the same numbers, any other key others", () => {
  const first = String(draw(1, "masks", 2, 3));
  assert.equal(first, String(draw(1, "masks", 2, 3)));
  for (const other of [
    draw(2, "masks", 2, 3),
    draw(1, "order", 2, 3),
    draw(1, "masks", 3, 3),
    draw(1, "masks", 2, 4),
    draw(1 + 2 ** 32, "masks", 2, 3),
  ]) {
    assert.notEqual(first, String(other));
  }
});

test("the numbers are pinned: a change of the generator would change every recorded run", () => {
  const random = randomStream(1, "pinned");
  assert.deepEqual(
    Array.from({ length: 6 }, () => random.integer(0, 999)),
    [799, 553, 302, 483, 440, 735],
  );
});

test("uniform numbers fill [0,1) evenly", () => {
  const random = randomStream(1, "uniform");
  const bins = new Float64Array(10);
  for (let i = 0; i < 100_000; i++) bins[Math.floor(random.uniform() * 10)]++;
  // chi-squared with 9 degrees of freedom exceeds 33.7 once in ten thousand seeds
  assert.ok(bins.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0) < 33.7);
});

test("whole numbers reach both ends and nothing beyond", () => {
  const random = randomStream(1, "integers");
  const seen = new Set(Array.from({ length: 1000 }, () => random.integer(3, 6)));
  assert.deepEqual([...seen].sort(), [3, 4, 5, 6]);
});

test("normal numbers have mean 0 and variance 1", () => {
  const random = randomStream(1, "normal");
  const values = Array.from({ length: 50_000 }, () => random.normal());
  const mean = values.reduce((a, b) => a + b) / values.length;
  const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length;
  assert.ok(Math.abs(mean) < 0.02 && Math.abs(variance - 1) < 0.03);
});

test("a shuffle is a permutation and follows its stream", () => {
  const order = shuffledPositions(1000, randomStream(1, "order", 1));
  assert.deepEqual(
    Array.from(order).sort((a, b) => a - b),
    Array.from({ length: 1000 }, (_, i) => i),
  );
  assert.notDeepEqual(order, shuffledPositions(1000, randomStream(1, "order", 2)));
});

test("a seed that is no whole number is refused", () => {
  assert.throws(() => randomStream(1.5, "x"), /Expected seed to be a whole number from 0 up, but received 1.5/);
});
