import assert from "node:assert/strict";
import { test } from "node:test";
import { decibels, reconstructionGrid } from "../../src/figures/reportFigures";
import { imageBatch } from "../../src/images/batch";
import { sampleImages, sampleMask } from "./samples";

const images = sampleImages();
const half = imageBatch(new Float32Array(24).fill(0.5), images.shape);

test("below each fill stands the PSNR inside that image's hole, or that it is exact", () => {
  const methods = [
    { label: "grey", filled: half },
    { label: "truth", filled: images },
  ];
  const { texts } = reconstructionGrid(images, sampleMask(), methods);
  // The hole of the first image is one pixel: 33, 44, 55.
  const mse = [33, 44, 55].reduce((sum, level) => sum + (level / 255 - 0.5) ** 2 / 3, 0);
  assert.ok(texts.some(({ text }) => text === `${(-10 * Math.log10(mse)).toFixed(1)} dB`));
  assert.equal(texts.filter(({ text }) => text === "exact").length, 2);
  assert.deepEqual([20, 99.94, 100, Infinity].map(decibels), ["20.0 dB", "99.9 dB", "exact", "exact"]);
});

test("title, scale and column labels can be given, and the labels are said in words too", () => {
  const plain = reconstructionGrid(images, sampleMask(), [], true);
  const more = { title: "Two", scale: 20, columnLabels: ["left", "right"] };
  const labelled = reconstructionGrid(images, sampleMask(), [], true, more);
  assert.equal(plain.title, "Original, masked, reconstructed");
  assert.ok(labelled.raster.height > plain.raster.height && labelled.synthetic);
  assert.equal(labelled.title, "Two");
  assert.deepEqual(reconstructionGrid(images, sampleMask(), [], { ...more, synthetic: true }), labelled);
  assert.ok(labelled.texts.some(({ text }) => text === "right"));
  assert.match(labelled.alt, /^2 images \(left, right\) as they are/);
});
