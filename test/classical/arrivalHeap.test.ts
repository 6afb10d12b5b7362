import assert from "node:assert/strict";
import { test } from "node:test";
import { ArrivalHeap } from "../../src/classical/arrivalHeap";
import { randomStream } from "../../src/random";

interface Entry {
  readonly time: number;
  readonly pixel: number;
}

/** The same queue as a sorted list: a new entry goes behind all that are not later. */
class SortedList {
  readonly entries: Entry[] = [];

  push(time: number, pixel: number): void {
    const later = this.entries.findIndex((entry) => entry.time > time);
    this.entries.splice(later < 0 ? this.entries.length : later, 0, { time, pixel });
  }
}

test("the earliest pixel leaves first, of equal times the one that came first", () => {
  const random = randomStream(1, "heap");
  const heap = new ArrivalHeap();
  const list = new SortedList();
  for (let pixel = 0; pixel < 5000; pixel++) {
    const time = Math.fround(
      [1, 1 + Math.SQRT1_2, 2 ** -20 + 1, 700.25, 1000][random.integer(0, 4)] + random.integer(0, 3),
    );
    heap.push(time, pixel);
    list.push(time, pixel);
    if (random.uniform() < 0.4) assert.equal(heap.pop(), list.entries.shift()?.pixel);
  }
  assert.equal(heap.size, list.entries.length);
  assert.ok(heap.size > 2000);
  while (heap.size > 0) assert.equal(heap.pop(), list.entries.shift()?.pixel);
});

test("neighbouring float32 times are told apart whatever their turns", () => {
  for (const time of [Math.SQRT1_2, 1, 3.7, 999.5]) {
    const heap = new ArrivalHeap();
    const bits = new Float32Array([time]);
    const [earlier] = bits;
    new Uint32Array(bits.buffer)[0]++;
    const [later] = bits;
    heap.push(later, 0);
    for (let pixel = 1; pixel <= 100_000; pixel++) heap.push(earlier, pixel);
    for (let pixel = 1; pixel <= 100_000; pixel++) assert.equal(heap.pop(), pixel);
    assert.equal(heap.pop(), 0);
  }
});
