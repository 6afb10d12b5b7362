import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBatch, type ImageBatch } from "../../src/images/batch";
import { checkFinite, checkKnownValues, clampToUnit } from "../../src/images/values";
import { classicalMethods } from "../../src/classical";
import { pooledMse } from "../../src/metrics/hole";
import { ssimPerImage } from "../../src/metrics/ssim";

test("values that are not finite are found", () => {
  assert.throws(
    () => checkFinite(imageBatch(Float32Array.from([0, NaN, 1]), [1, 1, 1, 3])),
    /received NaN at position 1/,
  );
});

test("values are cut off at 0 and 1; bytes become float32 and stay what they are; what is given stays as it is", () => {
  const image = imageBatch(Float32Array.from([-0.5, 0, 0.25, 1, 3]), [1, 1, 5, 1]);
  assert.deepEqual(clampToUnit(image), imageBatch(Float32Array.from([0, 0, 0.25, 1, 1]), [1, 1, 5, 1]));
  assert.equal(image.data[0], -0.5);
  const bytes = imageBatch(Uint8Array.from([0, 255]), [1, 1, 2, 1]);
  assert.deepEqual(clampToUnit(bytes), imageBatch(Float32Array.from([0, 1]), [1, 1, 2, 1]));
});

test("known values that are not finite are found; under a hole they are no matter", () => {
  const image = imageBatch(Float32Array.from([0, NaN, 1, Infinity]), [1, 1, 2, 2]);
  const mask = (...known: number[]): ImageBatch => imageBatch(Uint8Array.from(known), [1, 1, 2, 1]);
  assert.throws(() => checkKnownValues(image, mask(1, 0)), {
    message:
      "Expected float32 values of known pixels in [0,1], but received NaN at position 1. " +
      "Check how they were read or computed, or make a hole of such pixels: knownMask 0.",
  });
  assert.throws(() => checkKnownValues(image, mask(0, 1)), /received Infinity at position 3/);
  checkKnownValues(image, mask(0, 0));
});

test("float32 values of the wrong scale are refused by fills and by figures of error", () => {
  const shape = [1, 12, 12, 1] as const;
  const grey = imageBatch(new Float32Array(144).fill(128), shape);
  const knownMask = imageBatch(new Uint8Array(144).fill(1).fill(0, 60, 70), shape);
  const message = (what: string): { message: string } => ({
    message:
      `Expected float32 values of ${what} in [0,1], but received 128 at position 0. ` +
      "Divide them by white, or give a Uint8Array in 0..255.",
  });
  for (const { fill } of Object.values(classicalMethods))
    assert.throws(() => fill(grey, knownMask), message("known pixels"));
  assert.throws(() => pooledMse(grey, grey, knownMask, "hole"), message("the ground truth"));
  assert.throws(() => ssimPerImage(grey, grey), message("the ground truth"));
});
