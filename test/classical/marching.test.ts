import assert from "node:assert/strict";
import { test } from "node:test";
import { arrivalTimes, eikonal, FastMarch } from "../../src/classical/marching";
import { imageBatch, type ImageBatch } from "../../src/images/batch";
import { randomStream } from "../../src/random";

/** One mask: 1 where `isKnown`. */
function mask(height: number, width: number, isKnown: (row: number, column: number) => boolean): ImageBatch {
  return imageBatch(
    Uint8Array.from({ length: height * width }, (_, p) => Number(isKnown(Math.floor(p / width), p % width))),
    [1, height, width, 1],
  );
}

const times = (knownMask: ImageBatch): number[] => [...arrivalTimes(knownMask).data];

test("arrival times of a half-plane are the distances from it, on all four sides", () => {
  const column = (_: number, p: number): number => p % 12;
  const row = (_: number, p: number): number => Math.floor(p / 12);
  const all = Array.from({ length: 96 }, () => 0);
  assert.deepEqual(
    times(mask(8, 12, (_, x) => x < 3)),
    all.map(column).map((x) => Math.max(0, x - 2)),
  );
  assert.deepEqual(
    times(mask(8, 12, (_, x) => x > 8)),
    all.map(column).map((x) => Math.max(0, 9 - x)),
  );
  assert.deepEqual(
    times(mask(8, 12, (y) => y < 3)),
    all.map(row).map((y) => Math.max(0, y - 2)),
  );
  assert.deepEqual(
    times(mask(8, 12, (y) => y > 4)),
    all.map(row).map((y) => Math.max(0, 5 - y)),
  );
});

test("around one known pixel they are the distance from it within 1.1 pixels, exactly so along its row and column", () => {
  const arrived = times(mask(41, 41, (y, x) => y === 20 && x === 20));
  arrived.forEach((time, p) => {
    const distance = Math.hypot(Math.floor(p / 41) - 20, (p % 41) - 20);
    assert.ok(Math.abs(time - distance) < 1.1, `${time} at distance ${distance}`);
  });
  for (let step = -20; step <= 20; step++) {
    assert.equal(arrived[20 * 41 + 20 + step], Math.abs(step));
    assert.equal(arrived[(20 + step) * 41 + 20], Math.abs(step));
  }
});

test("a hole pixel between two known ones in a corner: the eikonal equation with both at 0", () => {
  assert.ok(Math.abs(times(mask(2, 2, (y, x) => y === 0 || x === 0))[3] - Math.SQRT1_2) < 1e-7);
});

test("the eikonal equation: both directions where their times are less than 1 apart, else the earlier one alone", () => {
  for (const [a, b] of [
    [0, 0],
    [0.3, 0.9],
    [7.4, 7.9],
  ]) {
    const time = eikonal(a, b);
    assert.equal(eikonal(b, a), time);
    assert.ok(time > Math.max(a, b) && Math.abs((time - a) ** 2 + (time - b) ** 2 - 1) < 1e-12);
  }
  assert.deepEqual([eikonal(0, 1e6), eikonal(2, 1), eikonal(2.5, 1)], [1, 2, 2]);
});

test("each time solves the equation from neighbours that arrived before; the order of arrival is that of the times", () => {
  const random = randomStream(1, "march");
  const known = mask(30, 25, () => random.uniform() < 0.2);
  const march = new FastMarch(30, 25);
  const order: number[] = [];
  march.start(Uint8Array.from(known.data));
  march.marchInward((p) => order.push(p));
  assert.equal(new Set(order).size, known.data.filter((value) => value === 0).length);
  assert.equal(order.length, new Set(order).size);
  const arrived = new Set<number>(Array.from(known.data.keys()).filter((p) => known.data[p] === 1));
  for (const p of order) {
    const time = (q: number, exists: boolean): number => (exists && arrived.has(q) ? march.times[q] : 1e6);
    const a = Math.min(time(p - 25, p >= 25), time(p + 25, p < 725));
    const b = Math.min(time(p - 1, p % 25 > 0), time(p + 1, p % 25 < 24));
    const wanted = Math.abs(a - b) >= 1 ? 1 + Math.min(a, b) : (a + b + Math.sqrt(2 - (a - b) ** 2)) / 2;
    assert.equal(march.times[p], Math.fround(wanted));
    arrived.add(p);
  }
});

test("outward, known pixels get minus their distance, as far as the radius; inward times stay", () => {
  const march = new FastMarch(9, 20);
  const known = Uint8Array.from(mask(9, 20, (_, x) => x < 10).data);
  march.start(known);
  march.marchOutward(4);
  march.marchInward(() => undefined);
  for (let p = 0; p < 180; p++) {
    const x = p % 20;
    assert.equal(march.times[p] + 0, x < 6 ? 1e6 : x - 9);
  }
});

test("a march can be started again: the image before leaves no trace", () => {
  const march = new FastMarch(12, 12);
  const fresh = new FastMarch(12, 12);
  const random = randomStream(2, "march");
  const draw = (): Uint8Array => Uint8Array.from({ length: 144 }, (_, p) => Number(p === 40 || random.uniform() < 0.4));
  for (let i = 0; i < 5; i++) {
    march.start(draw());
    march.marchOutward(3);
    march.marchInward(() => undefined);
  }
  const last = draw();
  for (const one of [march, fresh]) {
    one.start(last);
    one.marchOutward(2);
    one.marchInward(() => undefined);
  }
  assert.deepEqual(march.times, fresh.times);
  assert.deepEqual(march.states, fresh.states);
});

test("arrival times take a batch of masks in either type, give float32, and refuse what is all hole", () => {
  const data = Float32Array.from([1, 0, 0, 0, 0, 1, 1, 1]);
  const both = arrivalTimes(imageBatch(data, [2, 1, 4, 1]));
  assert.deepEqual(both, imageBatch(Float32Array.from([0, 1, 2, 3, 1, 0, 0, 0]), [2, 1, 4, 1]));
  assert.throws(
    () => arrivalTimes(imageBatch(new Uint8Array(4), [1, 2, 2, 1])),
    /^Error: Expected at least one known pixel per image, but image 0 of \[1,2,2,1\] is all hole/,
  );
  assert.throws(
    () => arrivalTimes(imageBatch(new Uint8Array(12), [1, 2, 2, 3])),
    /^Error: Expected knownMask of shape \[1,2,2,1\] to match images \[1,2,2,1\], but received \[1,2,2,3\]/,
  );
});
