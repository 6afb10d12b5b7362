import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBatch, joinImages, range, takeMasks, type ImageBatch } from "../../src/images/batch";
import { masksDrawnOneByOne, masksInMemory, masksSharedInBatch } from "../../src/masks/maskSource";
import { drawRectangleMasks } from "../../src/masks/rectangle";
import { randomStream } from "../../src/random";

const count = 6;
const drawOne = (position: number): ImageBatch =>
  drawRectangleMasks([1, 32, 32, 3], randomStream(1, "one mask", 2, position));
const whole = joinImages(Array.from(range(count), (position) => drawOne(position)));

test("masks in memory are handed out by position, as 0 and 1 in float32", () => {
  const { batch, knownMask } = masksInMemory(imageBatch(Uint8Array.from([1, 0, 1, 1, 0, 0]), [3, 1, 2, 1]));
  assert.deepEqual(batch([2, 0]), imageBatch(Float32Array.from([0, 0, 1, 0]), [2, 1, 2, 1]));
  assert.deepEqual(knownMask.shape, [3, 1, 2, 1]);
  assert.throws(() => batch([3]), /Expected image positions from 0 to 2, but received 3\./);
});

test("masks drawn one by one: the same position, the same mask, in whatever batch and order it is asked for", () => {
  const { batch, knownMask } = masksDrawnOneByOne(count, drawOne);
  assert.equal(knownMask, undefined);
  for (const positions of [range(count), [5, 0, 3], [3], [3, 3], [0, 5]]) {
    assert.deepEqual(batch(positions), takeMasks(whole, positions));
  }
  const each = Array.from(range(count), (position) => batch([position]).data.join(""));
  assert.equal(new Set(each).size, count, "and another mask at each position");
});

test("a mask is drawn when it is asked for, given its position and nothing else", () => {
  const given: unknown[][] = [];
  const { batch } = masksDrawnOneByOne(count, (...all) => {
    given.push(all);
    return imageBatch(Float32Array.from([1, 0]), [1, 1, 2, 1]);
  });
  assert.deepEqual(given, []);
  assert.deepEqual(batch([4, 1]), imageBatch(Float32Array.from([1, 0, 1, 0]), [2, 1, 2, 1]));
  assert.deepEqual(given, [[4], [1]]);
});

test("masks shared in a batch: all have that of the first position", () => {
  const { batch } = masksSharedInBatch(count, drawOne);
  assert.deepEqual(batch([3, 0, 5]), takeMasks(whole, [3, 3, 3]));
  assert.deepEqual(batch([0]), takeMasks(whole, [0]));
  assert.throws(() => batch([0, count]), /Expected image positions from 0 to 5, but received 6\./);
});

test("a position outside the set is refused before anything is drawn", () => {
  let drawn = 0;
  const { batch } = masksDrawnOneByOne(count, (position) => {
    drawn++;
    return drawOne(position);
  });
  assert.throws(
    () => batch([0, count]),
    /Expected image positions from 0 to 5, but received 6\. Choose a position inside the set\./,
  );
  assert.throws(() => batch([-1]), /Expected image positions from 0 to 5, but received -1\./);
  assert.equal(drawn, 0);
});
