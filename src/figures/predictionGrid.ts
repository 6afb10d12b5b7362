// What the prediction logger shows after an epoch: masked image, mask, prediction and ground truth of the same images.
import type { EpochPredictions } from "../training/predictionLog";
import { eachHolePsnrDb } from "../metrics/hole";
import { imageGrid, type PixelGrid } from "./imageGrid";
import { decibels } from "./reportFigures";

export interface PredictionGridOptions {
  readonly title?: string;
  /** Screen pixels per image pixel; default 3. */
  readonly scale?: number;
  readonly synthetic?: boolean;
}

/** One epoch: four rows, with the PSNR inside each hole below the predictions. */
export function predictionGrid(predictions: EpochPredictions, options: PredictionGridOptions = {}): PixelGrid {
  const { row, groundTruth, knownMask, masked, filled } = predictions;
  const { scale = 3, synthetic } = options;
  return imageGrid({
    scale,
    synthetic,
    title: options.title ?? `After epoch ${row.epoch}`,
    alt:
      `${groundTruth.shape[0]} images after epoch ${row.epoch}: masked, mask, predicted and as they were. ` +
      `${scoreText(predictions)}; loss ${row.loss.toFixed(4)}, validation loss ${row.valLoss.toFixed(4)}.`,
    rows: [
      { label: "masked image", images: masked },
      { label: "mask", images: knownMask },
      { label: "prediction", images: filled, captions: eachHolePsnrDb(groundTruth, filled, knownMask).map(decibels) },
      { label: "ground truth", images: groundTruth },
    ],
  });
}

function scoreText({ holePsnrDb }: EpochPredictions): string {
  return `PSNR in the holes ${holePsnrDb.toFixed(1)} dB`;
}
