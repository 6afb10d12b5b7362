// What the prediction logger shows after an epoch, masked image, mask, prediction and ground truth of the same images, and
// after the training: one row of predictions per epoch, a film strip read from top to bottom.
import type { EpochPredictions } from "../training/predictionLog";
import { eachHolePsnrDb } from "../metrics/hole";
import { imageGrid, type PixelGrid } from "./imageGrid";
import { decibels } from "./reportFigures";

export interface PredictionGridOptions {
  readonly title?: string;
  /** Screen pixels per image pixel; default 3 for one epoch, 2 for the strip. */
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

export interface FilmStripOptions extends PredictionGridOptions {
  /** Rows of predictions at most; default 12. Of more epochs the first, the last and others evenly between are shown. */
  readonly rows?: number;
}

/** Masked images on top, one row per epoch with the pooled PSNR in the holes, the ground truth below. Throws on no epoch. */
export function filmStrip(epochs: readonly EpochPredictions[], options: FilmStripOptions = {}): PixelGrid {
  const { title = "The same images, epoch by epoch", scale = 2, synthetic, rows = 12 } = options;
  if (epochs.length === 0 || !(Number.isInteger(rows) && rows >= 2)) {
    throw new Error(
      `Expected at least one epoch and room for two rows or more, but received ${epochs.length} epochs and ` +
        `${rows} rows. Train an epoch first, and ask for example for 12 rows.`,
    );
  }
  const shown = evenly(epochs, rows);
  const [first] = epochs;
  const last = epochs[epochs.length - 1];
  return imageGrid({
    title,
    scale,
    synthetic,
    alt:
      `${first.groundTruth.shape[0]} images masked, predicted after ${shown.length} of ${epochs.length} epochs, and as they ` +
      `were. ${scoreText(first)} after epoch ${first.row.epoch}, ${last.holePsnrDb.toFixed(1)} dB after epoch ${last.row.epoch}.`,
    rows: [
      { label: "masked", images: first.masked },
      ...shown.map(({ row: { epoch }, filled, holePsnrDb }) => ({
        label: `epoch ${epoch}\n${holePsnrDb.toFixed(1)} dB`,
        images: filled,
      })),
      { label: "ground truth", images: first.groundTruth },
    ],
  });
}

function scoreText({ holePsnrDb }: EpochPredictions): string {
  return `PSNR in the holes ${holePsnrDb.toFixed(1)} dB`;
}

/** At most `most` of them, evenly spread, the first and the last always. */
function evenly<T>(all: readonly T[], most: number): T[] {
  if (all.length <= most) return [...all];
  return Array.from({ length: most }, (_, i) => all[Math.round((i * (all.length - 1)) / (most - 1))]);
}
