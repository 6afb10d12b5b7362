import assert from "node:assert/strict";
import { test } from "node:test";
import type { PixelGrid } from "../../src/figures/imageGrid";
import { predictionGrid } from "../../src/figures/predictionGrid";
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
