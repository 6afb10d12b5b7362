import assert from "node:assert/strict";
import { test } from "node:test";
import type { PixelGrid } from "../../src/figures/imageGrid";
import { filmStrip, predictionGrid } from "../../src/figures/predictionGrid";
import { imageBatch, toFloat } from "../../src/images/batch";
import { paintHoles } from "../../src/images/holes";
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

test("masked image, mask, prediction, ground truth, in this order, with each hole's PSNR", () => {
  const grid = predictionGrid(sampleEpoch(3), { synthetic: true });
  assert.deepEqual(words(grid), [
    "After epoch 3",
    "synthetic data",
    "masked image",
    "mask",
    "prediction",
    "20.0 dB",
    "20.0 dB",
    "ground truth",
  ]);
  assert.match(
    grid.alt,
    /^2 images after epoch 3: .* PSNR in the holes 13\.0 dB; loss 0\.6000, validation loss 0\.5800\.$/,
  );
});

test("the strip has a row per epoch", () => {
  assert.deepEqual(words(filmStrip([1, 2].map(sampleEpoch))), [
    "The same images, epoch by epoch",
    "masked",
    "epoch 1",
    "11.0 dB",
    "epoch 2",
    "12.0 dB",
    "ground truth",
  ]);
});

test("of many epochs the first, the last and some evenly between are shown", () => {
  const grid = filmStrip(
    Array.from({ length: 40 }, (_, i) => sampleEpoch(i + 1)),
    { rows: 4 },
  );
  assert.deepEqual(
    words(grid).filter((text) => text.startsWith("epoch")),
    ["epoch 1", "epoch 14", "epoch 27", "epoch 40"],
  );
  assert.match(
    grid.alt,
    /predicted after 4 of 40 epochs, and as they were\. PSNR in the holes 11\.0 dB after epoch 1, /,
  );
  assert.match(grid.alt, /, 50\.0 dB after epoch 40\.$/);
});

test("no epoch, and room for one row, are refused", () => {
  assert.throws(
    () => filmStrip([]),
    /Expected at least one epoch and room for two rows or more, but received 0 epochs and 12 rows/,
  );
  assert.throws(
    () => filmStrip([sampleEpoch(1)], { rows: 1 }),
    /but received 1 epochs and 1 rows\. Train an epoch first/,
  );
});
