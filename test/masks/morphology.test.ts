// Dilation and erosion against scipy.ndimage, which OpenCV agreed with when the fixture was made (test/fixtures/masks.py).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { imageBatch, type ImageBatch } from "../../src/images/batch";
import { dilateHoles, erodeHoles } from "../../src/masks/morphology";
import { unpackMasks } from "../../src/masks/packMasks";

interface Case {
  readonly radius: number;
  readonly height: number;
  readonly width: number;
  readonly hole: string;
  readonly square: { dilated: string; eroded: string };
  readonly disc: { dilated: string; eroded: string };
}
const { morphology } = JSON.parse(readFileSync(join(__dirname, "../fixtures/masks.json"), "utf8")) as {
  morphology: Case[];
};

/** The fixture's bits say 1 = hole. */
function maskOf(bits: string, { height, width }: Case): ImageBatch {
  const hole = unpackMasks(Buffer.from(bits, "hex"), [1, height, width, 1]);
  return imageBatch(
    hole.data.map((value) => 1 - value),
    hole.shape,
  );
}

test("squares and discs of several radii, up to the border, are scipy's", () => {
  for (const one of morphology) {
    for (const element of ["square", "disc"] as const) {
      const knownMask = maskOf(one.hole, one);
      assert.deepEqual(dilateHoles(knownMask, one.radius, { element }), maskOf(one[element].dilated, one));
      assert.deepEqual(erodeHoles(knownMask, one.radius, { element }), maskOf(one[element].eroded, one));
    }
  }
  assert.equal(morphology.length, 5);
});

test("masks of a batch do not touch each other, and the mask handed in stays as it is", () => {
  const knownMask = imageBatch(Float32Array.of(1, 1, 1, 0, 1, 1, 1, 1), [2, 2, 2, 1]);
  const wider = dilateHoles(knownMask, 1);
  assert.deepEqual(wider, imageBatch(Uint8Array.of(0, 0, 0, 0, 1, 1, 1, 1), [2, 2, 2, 1]));
  assert.deepEqual(knownMask.data, Float32Array.of(1, 1, 1, 0, 1, 1, 1, 1));
  assert.deepEqual(dilateHoles(knownMask, 0).data, Uint8Array.of(1, 1, 1, 0, 1, 1, 1, 1));
});

test("a hole that fills the image is not eroded, and what is no mask is refused", () => {
  const hole = imageBatch(new Uint8Array(9), [1, 3, 3, 1]);
  assert.deepEqual(erodeHoles(hole, 2), hole);
  for (const radius of [-1, 0.5])
    assert.throws(() => dilateHoles(hole, radius), /Expected radius to be a whole number from 0 up, but received /);
  assert.throws(
    () => dilateHoles(imageBatch(Uint8Array.of(2), [1, 1, 1, 1]), 1),
    /Expected knownMask values 0 \(hole\) or 1 \(known\)/,
  );
});
