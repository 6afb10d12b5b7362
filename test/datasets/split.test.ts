import assert from "node:assert/strict";
import { test } from "node:test";
import type { LabelledImages } from "../../src/datasets/dataset";
import { holdOutValidation, takeLabelled } from "../../src/datasets/split";

/** Image i holds 2i and 2i + 1, its label is i modulo 10. */
function numbered(count: number): LabelledImages {
  return {
    images: { data: Uint8Array.from({ length: 2 * count }, (_, k) => k), shape: [count, 1, 2, 1] },
    labels: Uint8Array.from({ length: count }, (_, i) => i % 10),
  };
}

const order = ({ images, labels }: LabelledImages): number[] => Array.from(labels, (_, i) => images.data[2 * i] / 2);

test("the two parts share no image and together hold every one, in order, with its label", () => {
  const { train, validation } = holdOutValidation(numbered(100), 1, 30);
  assert.deepEqual(train.images.shape, [70, 1, 2, 1]);
  assert.deepEqual(validation.images.shape, [30, 1, 2, 1]);
  assert.ok(train.images.data instanceof Uint8Array && validation.images.data instanceof Uint8Array);
  const numbers = [...order(train), ...order(validation)];
  assert.deepEqual(
    numbers.sort((a, b) => a - b),
    Array.from({ length: 100 }, (_, i) => i),
  );
  for (const part of [train, validation]) {
    const positions = order(part);
    assert.deepEqual(
      positions,
      [...positions].sort((a, b) => a - b),
    );
    positions.forEach((position, i) => {
      assert.equal(part.images.data[2 * i + 1], 2 * position + 1);
      assert.equal(part.labels[i], position % 10);
    });
  }
});

test("the split is fixed by its seed", () => {
  const first = order(holdOutValidation(numbered(100), 1, 10).validation);
  assert.deepEqual(order(holdOutValidation(numbered(100), 1, 10).validation), first);
  assert.notDeepEqual(order(holdOutValidation(numbered(100), 2, 10).validation), first);
  assert.deepEqual(first, [7, 16, 32, 38, 46, 50, 68, 72, 81, 98]);
});

test("the parts are copies", () => {
  const set = numbered(10);
  const { train } = holdOutValidation(set, 1, 2);
  const before = [...train.images.data];
  set.images.data.fill(99);
  assert.deepEqual([...train.images.data], before);
});

test("by default 5,000 images are held out", () => {
  const { train, validation } = holdOutValidation(numbered(5003));
  assert.equal(validation.labels.length, 5000);
  assert.equal(train.labels.length, 3);
});

test("a count that does not fit is refused", () => {
  for (const count of [0, 10, 11, -1, 2.5, NaN]) {
    assert.throws(
      () => holdOutValidation(numbered(10), 1, count),
      /Expected to hold out from 1 to 9 of 10 training images/,
    );
  }
  assert.throws(() => holdOutValidation(numbered(4000)), /but received 5000\. Choose fewer images\./);
});

test("takeLabelled takes positions in the order given and refuses others", () => {
  const { images, labels } = takeLabelled(numbered(5), [3, 0, 3]);
  assert.deepEqual([...images.data], [6, 7, 0, 1, 6, 7]);
  assert.deepEqual([...labels], [3, 0, 3]);
  for (const position of [-1, 5]) {
    assert.throws(() => takeLabelled(numbered(5), [position]), /Expected image positions from 0 to 4, but received/);
  }
});
