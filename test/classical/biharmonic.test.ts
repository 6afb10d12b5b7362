import assert from "node:assert/strict";
import { test } from "node:test";
import { fillBiharmonic } from "../../src/classical/biharmonic";
import { imageBatch } from "../../src/images";
import { equationCases, holeValues, largestDifference } from "./equationCases";

for (const { name, image, knownMask, wanted } of equationCases("biharmonic")) {
  test(`biharmonic: as scikit-image on ${name}`, () => {
    assert.ok(largestDifference(holeValues(fillBiharmonic(image, knownMask), knownMask), wanted) < 2e-6);
  });
}

test("biharmonic: a picture whose slope grows evenly is restored, where the harmonic fill would flatten it", () => {
  const bowl = imageBatch(Float32Array.from({ length: 400 }, (_, p) => ((p % 20) ** 2 + 3 * Math.floor(p / 20)) / 500), [1, 20, 20, 1]);
  const hole = imageBatch(Uint8Array.from({ length: 400 }, (_, p) => (p % 20 > 3 && p % 20 < 16 && p > 120 && p < 280 ? 0 : 1)), [1, 20, 20, 1]);
  assert.ok(largestDifference(fillBiharmonic(bowl, hole).data, bowl.data) < 1e-6);
});

test("biharmonic: uint8 images are filled as their float32 copies, and rounded", () => {
  const [{ image, knownMask }] = equationCases("biharmonic");
  const bytes = imageBatch(Uint8Array.from(image.data, (value) => Math.round(255 * value)), image.shape);
  const filled = fillBiharmonic(imageBatch(Float32Array.from(bytes.data, (value) => value / 255), image.shape), knownMask);
  assert.deepEqual(fillBiharmonic(bytes, knownMask).data, Uint8Array.from(filled.data, (value) => Math.round(255 * value)));
});
