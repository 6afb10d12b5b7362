import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import { leafClasses } from "../../src/datasets/leafShapes";

const small = drawDeadLeaves({ trainCount: 400, testCount: 100 });
const digest = (data: ArrayLike<number>): string => createHash("sha256").update(Uint8Array.from(data)).digest("hex");
const image = (data: Float32Array | Uint8Array, index: number): Uint8Array =>
  Uint8Array.from(data.subarray(index * 3072, (index + 1) * 3072));

test("the set is labelled synthetic, uint8 [N,32,32,3], with ten classes equally often", () => {
  assert.equal(small.name, "deadLeaves");
  assert.equal(small.title, "synthetic data (dead leaves)");
  assert.equal(small.synthetic, true);
  assert.equal(new Set(small.classNames).size, 10);
  assert.deepEqual(small.train.images.shape, [400, 32, 32, 3]);
  assert.deepEqual(small.test.images.shape, [100, 32, 32, 3]);
  assert.ok(small.train.images.data instanceof Uint8Array);
  const counts = new Array<number>(10).fill(0);
  for (const label of small.train.labels) counts[label]++;
  assert.deepEqual(counts, new Array<number>(10).fill(40));
});

test("the same seed gives the same set, and the sets are named after what they depend on", () => {
  const again = drawDeadLeaves({ seed: 1, trainCount: 400, testCount: 100 });
  const other = drawDeadLeaves({ seed: 2, trainCount: 40, testCount: 10 });
  assert.equal(digest(again.train.images.data), digest(small.train.images.data));
  assert.equal(again.fingerprint, small.fingerprint);
  assert.notEqual(other.fingerprint, small.fingerprint);
  assert.notDeepEqual(image(other.train.images.data, 0), image(small.train.images.data, 0));
});

test("an image depends on seed and position alone; training and test images differ", () => {
  const few = drawDeadLeaves({ trainCount: 20, testCount: 10 });
  for (let i = 0; i < 20; i++) assert.deepEqual(image(few.train.images.data, i), image(small.train.images.data, i));
  assert.notDeepEqual(image(few.test.images.data, 0), image(few.train.images.data, 0));
});

test("no image is repeated or flat, and brightness spreads as in photographs", () => {
  const { data } = small.train.images;
  const seen = new Set<string>();
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < 400; i++) {
    const pixels = image(data, i);
    seen.add(digest(pixels));
    const mean = pixels.reduce((a, b) => a + b, 0) / 3072;
    const deviation = Math.sqrt(pixels.reduce((a, b) => a + (b - mean) ** 2, 0) / 3072);
    assert.ok(deviation > 8, `image ${i} has a standard deviation of ${deviation}`);
    sum += mean;
    squares += deviation ** 2;
  }
  assert.equal(seen.size, 400);
  assert.ok(sum / 400 > 80 && sum / 400 < 160, `mean ${sum / 400}`);
  const spread = Math.sqrt(squares / 400);
  assert.ok(spread > 30 && spread < 80, `standard deviation ${spread}`);
});

test("neighbouring pixels are alike, as in photographs: correlation above 0.8", () => {
  const { data } = small.train.images;
  const xs: number[] = [];
  const ys: number[] = [];
  for (let at = 0; at < 400 * 1024; at++) {
    if (at % 32 === 31) continue; // the next pixel begins another row
    xs.push(data[3 * at + 1]);
    ys.push(data[3 * at + 4]);
  }
  const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const mx = mean(xs);
  const my = mean(ys);
  const covariance = mean(xs.map((x, i) => (x - mx) * (ys[i] - my)));
  const correlation = covariance / Math.sqrt(mean(xs.map((x) => (x - mx) ** 2)) * mean(ys.map((y) => (y - my) ** 2)));
  assert.ok(correlation > 0.8 && correlation < 0.99, String(correlation));
});

test("a count that gives no images is refused", () => {
  for (const trainCount of [0, -1, 2.5]) {
    assert.throws(() => drawDeadLeaves({ trainCount }), /Expected at least one image in each part .* but received/);
  }
  assert.throws(() => drawDeadLeaves({ testCount: 0, trainCount: 1 }), /but received 0\. Use for example 1000\./);
});

test("each shape is negative inside, grows outward and scales with the radius", () => {
  for (const { name, distance } of leafClasses) {
    if (name !== "crescent") assert.ok(distance(0, 0, 10) < 0, name);
    for (let step = 0; step < 12; step++) {
      const u = Math.cos(step);
      const v = Math.sin(step);
      assert.ok(distance(15 * u, 15 * v, 10) > 0, `${name} ends within 1.5 radii`);
      assert.ok(Math.abs(distance(16 * u, 16 * v, 20) - 2 * distance(8 * u, 8 * v, 10)) < 1e-9, `${name} scales`);
    }
  }
});
