import assert from "node:assert/strict";
import { test } from "node:test";
import { crop, randomCrop } from "../../src/augmentation/crop";
import { flipVertically } from "../../src/augmentation/flip";
import { imageBatch } from "../../src/images/batch";
import { randomStream } from "../../src/random";

const numbered = imageBatch(
  Uint8Array.from({ length: 2 * 3 * 4 }, (_, i) => i),
  [2, 3, 4, 1],
);

test("a crop is the pixels that stand there, of every image, in the type that was given", () => {
  const part = crop(numbered, { top: 1, left: 2, height: 2, width: 2 });
  assert.deepEqual(part, { data: Uint8Array.of(6, 7, 10, 11, 18, 19, 22, 23), shape: [2, 2, 2, 1] });
  const floats = crop(imageBatch(Float32Array.of(1, 2), [1, 1, 1, 2]), { top: 0, left: 0, height: 1, width: 1 });
  assert.deepEqual(floats.data, Float32Array.of(1, 2));
});

test("a crop that reaches beyond the image is refused", () => {
  for (const part of [
    { top: 2, left: 0, height: 2, width: 2 },
    { top: 0, left: -1, height: 2, width: 2 },
    { top: 0, left: 0.5, height: 2, width: 2 },
  ]) {
    assert.throws(
      () => crop(numbered, part),
      /Expected a crop inside the image of 3×4, but received 2×2 from row .* on\. Use/,
    );
  }
  assert.throws(() => randomCrop(numbered, 4, 4, randomStream(1, "test")), /but received 4×4 from row 0 and column 0/);
});

test("random crops: every place is drawn, the same ones by the same stream", () => {
  const random = randomStream(1, "test");
  const firsts = new Set(Array.from({ length: 200 }, () => randomCrop(numbered, 2, 2, random).data[0]));
  assert.deepEqual([...firsts].sort(), [0, 1, 2, 4, 5, 6]);
  assert.deepEqual(
    randomCrop(numbered, 1, 1, randomStream(5, "test")),
    randomCrop(numbered, 1, 1, randomStream(5, "test")),
  );
});

test("flipped upside down, rows turn round and stay whole", () => {
  const flipped = flipVertically(numbered);
  assert.deepEqual(Array.from(flipped.data.subarray(0, 12)), [8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3]);
  assert.deepEqual(flipVertically(flipped), numbered);
});
