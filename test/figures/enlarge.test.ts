import assert from "node:assert/strict";
import { test } from "node:test";
import { enlargeImages, outlineHoles } from "../../src/figures/enlarge";
import { imageBatch } from "../../src/images/batch";
import { sampleImages } from "./samples";

test("each pixel becomes a square of its colour, greys become three channels", () => {
  const large = enlargeImages(sampleImages(), 3);
  const small = sampleImages().data;
  assert.deepEqual(large.shape, [2, 6, 6, 3]);
  for (let k = 0; k < large.data.length; k++) {
    const pixel = Math.floor(k / 3);
    const x = pixel % 6;
    const y = Math.floor(pixel / 6) % 6;
    const image = Math.floor(pixel / 36);
    assert.equal(large.data[k], small[((image * 2 + Math.floor(y / 3)) * 2 + Math.floor(x / 3)) * 3 + (k % 3)]);
  }
  const grey = enlargeImages(imageBatch(Float32Array.of(0.2, 1), [1, 1, 2, 1]), 1);
  assert.deepEqual([...grey.data], [51, 51, 51, 255, 255, 255]);
});

test("the line runs on the known side and covers no hole pixel", () => {
  const white = enlargeImages(imageBatch(new Float32Array(9).fill(1), [1, 3, 3, 1]), 5);
  const mask = imageBatch(Uint8Array.of(1, 1, 1, 1, 0, 1, 1, 1, 1), [1, 3, 3, 1]);
  const { data } = outlineHoles(white, mask, 5, "#000000");
  const dark: string[] = [];
  for (let y = 0; y < 15; y++) for (let x = 0; x < 15; x++) if (data[(y * 15 + x) * 3] === 0) dark.push(`${y},${x}`);
  // A frame one pixel wide around rows and columns 5 to 9: 7×7 − 5×5.
  assert.equal(dark.length, 24);
  assert.ok(["4,4", "4,7", "10,10", "7,4"].every((place) => dark.includes(place)));
  assert.ok(
    white.data.every((value) => value === 255),
    "the given images stay as they are",
  );
});

test("one mask serves several images", () => {
  const two = enlargeImages(imageBatch(new Float32Array(8).fill(1), [2, 2, 2, 1]), 1);
  const outlined = outlineHoles(two, imageBatch(Uint8Array.of(0, 1, 1, 1), [1, 2, 2, 1]), 1, "#000000").data;
  assert.deepEqual(outlined.slice(0, 12), outlined.slice(12));
  assert.deepEqual([...outlined.slice(0, 6)], [255, 255, 255, 0, 0, 0]);
});

test("a part of a pixel is refused", () => {
  assert.throws(
    () => enlargeImages(sampleImages(), 1.5),
    /Expected a whole number from 1 up to enlarge by, but received 1\.5/,
  );
});
