import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBatch, type ImageBatch } from "../../src/images/batch";
import { checkKnownMask } from "../../src/images/holes";
import { loggedImages } from "../../src/training/loggedImages";

/** Image i holds 6 × 6 × 3 values of i / 2000. */
function numbered(count: number): ImageBatch {
  return imageBatch(
    Float32Array.from({ length: count * 108 }, (_, k) => Math.floor(k / 108) / 2000),
    [count, 6, 6, 3],
  );
}

const positions = ({ images }: { images: ImageBatch }): number[] =>
  Array.from({ length: images.shape[0] }, (_, i) => Math.round(images.data[108 * i] * 2000));
const masks = { family: "articleLines", seed: 1 };

test("batch 54 of 32, the last 32 of a smaller set, all of a set that is smaller still", () => {
  for (const [count, first, last] of [
    [2000, 1728, 1759],
    [1760, 1728, 1759],
    [1740, 1708, 1739],
    [32, 0, 31],
    [10, 0, 9],
  ]) {
    const found = positions(loggedImages(numbered(count), masks));
    assert.deepEqual([found[0], found[found.length - 1], found.length], [first, last, last - first + 1], `${count}`);
  }
});

test("one mask per image, the same for the same seed, of a family or a mixture", () => {
  const set = numbered(40);
  const { images, knownMask } = loggedImages(set, masks);
  checkKnownMask(images, knownMask);
  assert.deepEqual(loggedImages(set, masks).knownMask, knownMask);
  assert.notDeepEqual(loggedImages(set, { ...masks, seed: 2 }).knownMask, knownMask);
  assert.deepEqual(
    loggedImages(numbered(40), { family: "half", seed: 1 }).knownMask.data.subarray(0, 6),
    Uint8Array.of(1, 1, 1, 0, 0, 0),
  );
  assert.throws(
    () => loggedImages(set, { family: "lines", seed: 1 }),
    /Expected masks of a family among .*, but received "lines"/,
  );
});
