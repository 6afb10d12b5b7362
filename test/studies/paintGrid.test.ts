import assert from "node:assert/strict";
import { test } from "node:test";
import { paintTestGrid } from "../../src/studies/paintGrid";
import { imageBatch } from "../../src/images/batch";
import { assertLooksAsBefore } from "../support/snapshot";
import { samplePaintTest } from "./recordSamples";

// Two grey images of 2×2 pixels, the last one a hole.
const images = imageBatch(new Float32Array(24).fill(0.5), [2, 2, 2, 3]);
const mask = imageBatch(Uint8Array.of(1, 1, 1, 0, 1, 1, 1, 0), [2, 2, 2, 1]);
const off = imageBatch(new Float32Array(24).fill(0.6), [2, 2, 2, 3]);
const paints = [
  { name: "black", value: 0, filled: off, pooledHolePsnrDb: 17.64 },
  { name: "white", value: 1, filled: images, pooledHolePsnrDb: 9.04 },
];
const words = (texts: readonly { text: string }[]): string[] => texts.map(({ text }) => text);

test("below each painted row stands its fill, with its scores", () => {
  const grid = paintTestGrid(images, mask, paints, { scale: 24 });
  assert.deepEqual(words(grid.texts), [
    "The same hole, painted",
    "original",
    "black",
    "its fill",
    "17.6 dB in all",
    "20.0 dB",
    "20.0 dB",
    "white",
    "its fill",
    "9.0 dB in all",
    "exact",
    "exact",
  ]);
});

test("the hole has the grey of its row, and the fill follows", () => {
  const { raster, texts } = paintTestGrid(images, mask, paints, { scale: 24 });
  const right = texts.filter(({ text }) => text === "white")[0];
  // The last pixel of the first image of the row that "white" names: the label stands at its middle.
  const grey = (x: number, y: number): number => raster.data[(Math.round(y) * raster.width + Math.round(x)) * 3];
  assert.equal(grey(right.x + 10 + 36, right.y + 12), 255);
  assert.equal(grey(right.x + 10 + 12, right.y - 12), 128);
});

test("the words give the score of each paint, of the set where it is known and of each image", () => {
  assert.equal(
    paintTestGrid(images, mask, paints).alt,
    "2 images, the hole of each painted in 2 greys, and the network's fill below each. " +
      "PSNR in the hole: black 17.6 dB in all, 20.0 dB, 20.0 dB; white 9.0 dB in all, exact, exact.",
  );
  assert.match(
    paintTestGrid(images, mask, [{ ...paints[0], pooledHolePsnrDb: undefined }]).alt,
    /in the hole: black 20\.0 dB, 20\.0 dB\.$/,
  );
  assert.ok(words(paintTestGrid(images, mask, paints, { synthetic: true }).texts).includes("synthetic data"));
});

test("no paint is refused", () => {
  assert.throws(() => paintTestGrid(images, mask, []), /Expected at least one paint, but received none\. Give/);
});

test("the grid looks as before", () => assertLooksAsBefore("paint-test", samplePaintTest()));
