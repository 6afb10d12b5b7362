import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBatch, toFloat, type ImageBatch } from "../../src/images/batch";
import { checkKnownMask, composite, paintHoles, repeatMask } from "../../src/images/holes";

const bytes = imageBatch(
  Uint8Array.from({ length: 24 }, (_, i) => i * 10),
  [2, 2, 2, 3],
);
const mask = imageBatch(Uint8Array.from([1, 0, 1, 1, 0, 1, 1, 1]), [2, 2, 2, 1]);

test("composite takes known pixels from the image and hole pixels from the fill", () => {
  const filled = imageBatch(new Float32Array(24).fill(0.5), [2, 2, 2, 3]);
  const result = composite(bytes, filled, mask).data;
  const whole = toFloat(bytes).data;
  result.forEach((value, i) => assert.equal(value, mask.data[Math.floor(i / 3)] === 1 ? whole[i] : 0.5));
  assert.throws(
    () => composite(bytes, imageBatch(new Float32Array(12), [1, 2, 2, 3]), mask),
    /Expected filled images of shape \[2,2,2,3\].* The numbers of images differ: 1 in place of 2\. Fill the same images/,
  );
});

test("paintHoles paints the hole and nothing else", () => {
  assert.deepEqual(Array.from(paintHoles(bytes, mask, 1).data.subarray(3, 6)), [1, 1, 1]);
  assert.equal(paintHoles(bytes, mask).data[6], Math.fround(60 / 255));
});

test("a mask of another shape or with other values is refused with the way out", () => {
  const single = imageBatch(new Uint8Array(4), [1, 2, 2, 1]);
  assert.throws(
    () => checkKnownMask(bytes, single),
    /Expected knownMask of shape \[2,2,2,1\].*repeatMask\(knownMask, 2\)/,
  );
  checkKnownMask(bytes, repeatMask(single, 2));
  const given = (shape: readonly [number, number, number, number]): ImageBatch =>
    imageBatch(new Uint8Array(shape[0] * shape[1] * shape[2] * shape[3]), shape);
  const wayOut = (shape: readonly [number, number, number, number]): string => {
    try {
      checkKnownMask(bytes, given(shape));
    } catch (error) {
      return (error as Error).message.replace(/^Expected .* but received \[[^\]]*\]\. /, "");
    }
    return "";
  };
  const ofSize = "The sizes differ: the masks have 4×6 pixels, not 2×2. Draw the masks for the images' own shape.";
  assert.equal(wayOut([2, 4, 6, 1]), ofSize);
  assert.equal(wayOut([1, 4, 6, 1]), ofSize, "one mask of another size is no question of number");
  assert.equal(wayOut([3, 2, 2, 1]), "Give one mask per image, 2 of them.");
  assert.equal(wayOut([2, 2, 2, 3]), "A mask has one channel.");
  assert.throws(
    () => checkKnownMask(bytes, imageBatch(new Uint8Array(8).fill(255), [2, 2, 2, 1])),
    /values 0 \(hole\) or 1 \(known\), but received 255/,
  );
});
