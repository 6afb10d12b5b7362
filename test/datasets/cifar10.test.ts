import assert from "node:assert/strict";
import { test } from "node:test";
import { cifar10ClassNames, decodeCifar10Into, decodeCifar10Records, emptyCifar10 } from "../../src/datasets/cifar10";

/** A record whose planes hold (i mod 200), (i mod 200) + 1 and (i mod 200) + 2 at pixel i. */
function record(label: number): Uint8Array {
  const bytes = new Uint8Array(3073);
  bytes[0] = label;
  for (let plane = 0; plane < 3; plane++)
    for (let i = 0; i < 1024; i++) bytes[1 + plane * 1024 + i] = (i % 200) + plane;
  return bytes;
}

test("planes become channels, the order of pixels and records stays", () => {
  const { images, labels } = decodeCifar10Records(Uint8Array.from([...record(3), ...record(9)]));
  assert.deepEqual(images.shape, [2, 32, 32, 3]);
  assert.deepEqual([...labels], [3, 9]);
  assert.ok(images.data instanceof Uint8Array);
  for (const [image, pixel] of [
    [0, 0],
    [0, 33],
    [1, 1023],
  ]) {
    const at = (image * 1024 + pixel) * 3;
    const red = pixel % 200;
    assert.deepEqual([...images.data.subarray(at, at + 3)], [red, red + 1, red + 2]);
  }
});

test("batches are decoded one after another into the same set", () => {
  const set = emptyCifar10(3);
  assert.equal(decodeCifar10Into(record(1), set, 0), 1);
  assert.equal(decodeCifar10Into(Uint8Array.from([...record(2), ...record(4)]), set, 1), 3);
  assert.deepEqual([...set.labels], [1, 2, 4]);
  assert.deepEqual(set.images.data.subarray(3072, 6144), set.images.data.subarray(0, 3072));
});

test("there are ten class names", () => {
  assert.equal(cifar10ClassNames.length, 10);
  assert.equal(cifar10ClassNames[3], "cat");
});

test("bytes that are no whole records are refused", () => {
  const message = (bytes: number): string =>
    `Expected CIFAR-10 records of 3073 bytes each, but received ${bytes} bytes. Use the data set's binary version.`;
  assert.throws(() => decodeCifar10Records(new Uint8Array(3072)), { message: message(3072) });
  assert.throws(() => decodeCifar10Records(new Uint8Array(0)), { message: message(0) });
});

test("a label above 9 is refused", () => {
  assert.throws(() => decodeCifar10Records(record(57)), {
    message:
      "Expected labels 0 to 9, but received 57 in record 0. Use the binary version of CIFAR-10, not of CIFAR-100.",
  });
});
