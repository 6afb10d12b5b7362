import assert from "node:assert/strict";
import { test } from "node:test";
import type { PixelGrid } from "../../src/figures/imageGrid";
import { predictionGrid } from "../../src/figures/predictionGrid";
import { firstImages, imageBatch, toFloat } from "../../src/images/batch";
import { paintHoles } from "../../src/images/holes";
import { drawHalfMasks } from "../../src/masks/half";
import { randomStream } from "../../src/random";
import type { EpochPredictions } from "../../src/training/predictionLog";
import { sampleImages, sampleMask } from "./samples";

const words = ({ texts }: PixelGrid): string[] => texts.map(({ text }) => text);
const groundTruth = toFloat(sampleImages());
const knownMask = sampleMask();

/** Epoch `epoch`, off by .1 everywhere. */
function sampleEpoch(epoch: number): EpochPredictions {
  return {
    row: { epoch, loss: 0.6, valLoss: 0.58 },
    groundTruth,
    knownMask,
    masked: paintHoles(groundTruth, knownMask),
    holePsnrDb: 10 + epoch,
    filled: imageBatch(
      groundTruth.data.map((value) => value + 0.1),
      groundTruth.shape,
    ),
  };
}

test("masked, mask, prediction, original, in this order, with each hole's PSNR", () => {
  const grid = predictionGrid(sampleEpoch(3), { synthetic: true });
  assert.deepEqual(words(grid), [
    "After epoch 3",
    "synthetic data",
    "masked",
    "mask",
    "prediction",
    "20.0 dB",
    "20.0 dB",
    "original",
  ]);
  assert.match(
    grid.alt,
    /^2 images after epoch 3: .* PSNR in the holes 13\.0 dB; loss 0\.6000, validation loss 0\.5800\.$/,
  );
});

test("32 images stand in four blocks of eight, in their order, and are at most 900 pixels wide", () => {
  const images = imageBatch(
    Float32Array.from({ length: 32 * 32 * 32 * 3 }, (_, k) => Math.floor(k / 3072) / 51),
    [32, 32, 32, 3],
  );
  const masks = drawHalfMasks(images.shape, randomStream(1, "test"));
  const of32 = (count: number): EpochPredictions => ({
    ...sampleEpoch(1),
    groundTruth: toFloat(firstImages(images, count)),
    knownMask: firstImages(masks, count),
    masked: paintHoles(firstImages(images, count), firstImages(masks, count)),
    filled: toFloat(firstImages(images, count)),
  });
  const [eight, twelve, all] = [8, 12, 32].map((count) => predictionGrid(of32(count)));
  const labels = ["masked", "mask", "prediction", "original"];
  const rows = (grid: PixelGrid): string[] => words(grid).filter((word) => labels.includes(word));
  assert.deepEqual(rows(all), [...labels, ...labels, ...labels, ...labels]);
  assert.deepEqual(rows(twelve), [...labels, ...labels]);
  assert.equal(words(twelve).filter((word) => word === "exact").length, 12);
  assert.ok(all.raster.width <= 900 && all.raster.width === eight.raster.width);
  const { data, width } = all.raster;
  const lines = all.texts.filter(({ text }) => text === "original").map(({ y }) => Math.round(y));
  const column = all.texts.filter(({ text }) => text === "exact").map(({ x }) => Math.round(x));
  const shown = lines.flatMap((y) => column.slice(0, 8).map((x) => data[(y * width + x) * 3]));
  assert.deepEqual(
    shown,
    Array.from({ length: 32 }, (_, i) => 5 * i),
  );
});
