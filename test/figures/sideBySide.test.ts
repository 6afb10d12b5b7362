import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBytes } from "../../src/figures/raster";
import { sideBySideGrid } from "../../src/figures/sideBySide";
import { imageBatch } from "../../src/images/batch";
import { sampleImages, sampleMask } from "./samples";

const images = sampleImages();
const half = imageBatch(new Float32Array(24).fill(0.5), images.shape);
const methods = [
  { label: "grey", filled: half },
  { label: "truth", filled: images },
];

test("one row per image: original, masked, and each fill with its own PSNR", () => {
  const { texts, alt, raster } = sideBySideGrid(images, sampleMask(), methods, {
    rowLabels: ["above", "below"],
    scale: 24,
  });
  const words = texts.map(({ text }) => text);
  assert.deepEqual(words.slice(0, 4), ["original", "masked", "grey", "truth"]);
  assert.ok(words.includes("above") && words.includes("below"));
  assert.equal(words.filter((text) => text === "exact").length, 2);
  assert.equal(words.filter((text) => / dB$/.test(text)).length, 2);
  assert.match(alt, /^above, below: as they are, with a hole, and filled by grey, truth/);
  // The middle of the first image's hole, its second pixel: there in the original, black in the masked one, grey in the fill.
  const label = texts.find(({ text }) => text === "original");
  const left = Math.round((label?.x ?? 0) - 24);
  const pixel = (column: number): number[] => {
    const at = (46 * raster.width + left + column * (48 + 8) + 36) * 3;
    return [...raster.data.subarray(at, at + 3)];
  };
  assert.deepEqual(
    [pixel(0), pixel(1), pixel(2)],
    [[...imageBytes(images, 0).subarray(3, 6)], [0, 0, 0], [128, 128, 128]],
  );
});

test("labels must be as many as images", () => {
  assert.throws(
    () => sideBySideGrid(images, sampleMask(), methods, { rowLabels: ["one"] }),
    /Expected 2 row labels, but received 1\. Give one per image/,
  );
});
