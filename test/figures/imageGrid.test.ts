import assert from "node:assert/strict";
import { test } from "node:test";
import { gridText, imageGrid, type ImageGridOptions, type PixelGrid } from "../../src/figures/imageGrid";
import { imageBatch } from "../../src/images/batch";
import { sampleGrid, sampleImages, sampleMask } from "./samples";

const grid = (options: Partial<ImageGridOptions>): PixelGrid =>
  imageGrid({ rows: [{ label: "", images: sampleImages() }], alt: "Images.", ...options });
const pixel = ({ raster }: PixelGrid, x: number, y: number): number[] => [
  ...raster.data.subarray((y * raster.width + x) * 3, (y * raster.width + x) * 3 + 3),
];

test("each pixel becomes a square of exactly its colour", () => {
  const result = grid({ scale: 3, gap: 4 });
  const bytes = sampleImages().data;
  assert.equal(result.raster.width, 12 + 6 + 4 + 6 + 12);
  for (let image = 0; image < 2; image++) {
    for (let y = 0; y < 6; y++) {
      for (let x = 0; x < 6; x++) {
        const at = ((image * 2 + Math.floor(y / 3)) * 2 + Math.floor(x / 3)) * 3;
        assert.deepEqual(pixel(result, 12 + image * 10 + x, 12 + y), [...bytes.subarray(at, at + 3)]);
      }
    }
  }
  assert.deepEqual(pixel(result, 0, 0), [255, 255, 255]);
});

test("a mask is white where known and black in the hole, as uint8 and as float32", () => {
  for (const images of [sampleMask(), imageBatch(Float32Array.from(sampleMask().data), [2, 2, 2, 1])]) {
    const result = grid({ rows: [{ label: "", images }], scale: 1, gap: 0 });
    assert.deepEqual(
      [pixel(result, 12, 12), pixel(result, 13, 12)],
      [
        [255, 255, 255],
        [0, 0, 0],
      ],
    );
  }
});

test("float values are rounded and clamped to [0,1]", () => {
  const images = imageBatch(Float32Array.of(-1, 0.5, 1.9), [1, 1, 1, 3]);
  assert.deepEqual(pixel(grid({ rows: [{ label: "", images }], scale: 1 }), 12, 12), [0, 128, 255]);
  const bytes = imageBatch(Float32Array.of(0, 128, 255), [1, 1, 1, 3]);
  assert.throws(() => grid({ rows: [{ label: "photo", images: bytes }], scale: 1 }), {
    message:
      'Expected float32 values of row "photo" in [0,1], but received 128 at position 1. ' +
      "Divide them by white, or give a Uint8Array in 0..255.",
  });
});

test("labels, captions and the scale bar are placed as text inside the grid", () => {
  const { texts, raster } = sampleGrid(true);
  for (const words of ["Two images", "synthetic data", "one", "two", "original", "mask", "cat", "<ship> & co", "0.5"]) {
    const text = texts.find((entry) => entry.text === words);
    assert.ok(
      text !== undefined && text.x >= 0 && text.x <= raster.width && text.y > 0 && text.y <= raster.height,
      words,
    );
  }
});

test("rows of different lengths and sizes share a grid", () => {
  const large = imageBatch(new Float32Array(16), [1, 4, 4, 1]);
  assert.equal(
    grid({
      rows: [
        { label: "a", images: sampleImages() },
        { label: "b", images: large },
      ],
      scale: 2,
      gap: 2,
    }).raster.height,
    12 + 4 + 2 + 8 + 12,
  );
});

test("the grid in words says when data is synthetic", () => {
  assert.equal(gridText(sampleGrid(true)), "Two images (synthetic data)\nTwo images, their masks and an error.");
});

test("mistakes are named", () => {
  assert.throws(
    () => grid({ rows: [] }),
    /Expected at least one image to show, but received 0 rows without any\. Give a batch/,
  );
  assert.throws(() => grid({ alt: "" }), /Expected the grid to have alt text, but received ""/);
  assert.throws(() => grid({ scale: 1.5 }), /Expected scale to be a whole number from 1 to 64, but received 1\.5/);
  assert.throws(
    () => grid({ columnLabels: ["one"] }),
    /Expected 2 column labels, but received 1\. Give one per column/,
  );
  assert.throws(
    () => grid({ rows: [{ label: "a", images: sampleImages(), captions: ["x"] }] }),
    /Expected 2 captions in row "a", but received 1/,
  );
  assert.throws(
    () => grid({ rows: [{ label: "a", images: imageBatch(new Float32Array(2), [1, 1, 1, 2]) }] }),
    /Expected images of shape \[N,H,W,1\] or \[N,H,W,3\] in row "a", but received \[1,1,1,2\]/,
  );
  assert.throws(
    () => grid({ rows: [{ label: "a", images: imageBatch(Float32Array.of(NaN), [1, 1, 1, 1]) }] }),
    /Expected finite pixel values/,
  );
});
