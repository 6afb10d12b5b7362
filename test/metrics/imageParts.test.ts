import assert from "node:assert/strict";
import { test } from "node:test";
import { imageParts } from "../../src/metrics/imageParts";
import { imageBatch, joinImages, toFloat } from "../../src/images/batch";
import { placeRectangleMask } from "../../src/masks/rectangle";

test("parts are float32, in order, with black holes, and add up to the set", () => {
  const images = imageBatch(
    Uint8Array.from({ length: 5 * 2 * 2 * 3 }, (_, i) => 10 + i),
    [5, 2, 2, 3],
  );
  const knownMask = placeRectangleMask(images.shape, { top: 0, left: 1, height: 1, width: 1 });
  const parts = [...imageParts(images, knownMask, 2)];
  assert.deepEqual(
    parts.map(({ done, truth }) => [done, truth.shape[0]]),
    [
      [2, 2],
      [4, 2],
      [5, 1],
    ],
  );
  assert.deepEqual(joinImages(parts.map(({ truth }) => truth)), toFloat(images));
  for (const { truth, known, given } of parts) {
    given.data.forEach((value, k) => assert.equal(value, known.data[Math.floor(k / 3)] === 1 ? truth.data[k] : 0));
  }
});
