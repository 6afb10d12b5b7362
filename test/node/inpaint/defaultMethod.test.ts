import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBatch, type ImageBatch } from "../../../src/images/batch";
import { defaultMethod, innerShare, isDefaultMethod } from "../../../src/node/inpaint/defaultMethod";

const size = 40;

/** A mask of 40×40 pixels with a hole wherever `isHole` says so. */
function maskOf(isHole: (row: number, column: number) => boolean): ImageBatch {
  const known = Uint8Array.from({ length: size * size }, (_, p) => (isHole(Math.floor(p / size), p % size) ? 0 : 1));
  return imageBatch(known, [1, size, size, 1]);
}

const line = (wide: number): ImageBatch => maskOf((row, column) => row >= 20 && row < 20 + wide && column > 2);

test("a pixel counts as inside where its eight neighbours are hole; beyond the image's border is hole", () => {
  assert.equal(innerShare(line(1)), 0);
  assert.equal(innerShare(line(2)), 0);
  assert.equal(innerShare(maskOf((row, column) => row > 9 && row < 15 && column > 9 && column < 15)), 9 / 25);
  assert.equal(innerShare(maskOf((row) => row > 36)), 2 / 3);
  assert.equal(innerShare(maskOf((row, column) => row < 2 && column < 2)), 1 / 4);
});

test("thin holes are biharmonic's, wide ones harmonic's", () => {
  assert.equal(defaultMethod(line(1)), "biharmonic");
  assert.equal(defaultMethod(line(2)), "biharmonic");
  assert.equal(defaultMethod(line(5)), "harmonic");
  const oblique = (wide: number): ImageBatch =>
    maskOf((row, column) => Math.abs(0.6 * (row - 20) - 0.8 * (column - 20)) <= wide / 2);
  assert.deepEqual([oblique(3), oblique(6)].map(defaultMethod), ["biharmonic", "harmonic"]);
  assert.deepEqual(["biharmonic", "harmonic", "telea"].map(isDefaultMethod), [true, true, false]);
});
