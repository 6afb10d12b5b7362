// What the prediction logger shows after an epoch: masked image, mask, prediction and original of the same images below one
// another, in blocks of eight images, so that 32 of them are 900 pixels wide and a prediction stands beside what it is judged by.
import type { EpochPredictions } from "../training/predictionLog";
import { range, takeImages, takeMasks, type ImageBatch } from "../images/batch";
import { eachHolePsnrDb } from "../metrics/hole";
import { imageGrid, type ImageRow, type PixelGrid } from "./imageGrid";
import { decibels } from "./reportFigures";

/** Images side by side. */
const columns = 8;

export interface PredictionGridOptions {
  readonly title?: string;
  /** Screen pixels per image pixel; default 3. */
  readonly scale?: number;
  readonly synthetic?: boolean;
}

/** One epoch: four rows for each eight images, with the PSNR inside each hole below the predictions. */
export function predictionGrid(predictions: EpochPredictions, options: PredictionGridOptions = {}): PixelGrid {
  const { row, groundTruth } = predictions;
  const { scale = 3, synthetic } = options;
  const count = groundTruth.shape[0];
  const blocks = Array.from({ length: Math.ceil(count / columns) }, (_, block) =>
    range(Math.min(columns, count - block * columns), block * columns),
  );
  return imageGrid({
    scale,
    synthetic,
    gap: 3,
    title: options.title ?? `After epoch ${row.epoch}`,
    alt:
      `${count} images after epoch ${row.epoch}: masked, mask, predicted and as they were. ` +
      `${scoreText(predictions)}; loss ${row.loss.toFixed(4)}, validation loss ${row.valLoss.toFixed(4)}.`,
    rows: blocks.flatMap((positions, block) => blockRows(predictions, positions, block === blocks.length - 1)),
  });
}

function blockRows(predictions: EpochPredictions, positions: Int32Array, last: boolean): ImageRow[] {
  const { groundTruth, knownMask, masked, filled } = predictions;
  const of = (batch: ImageBatch): ImageBatch => takeImages(batch, positions);
  const [original, predicted, known] = [of(groundTruth), of(filled), takeMasks(knownMask, positions)];
  return [
    { label: "masked", images: of(masked) },
    { label: "mask", images: known },
    { label: "prediction", images: predicted, captions: eachHolePsnrDb(original, predicted, known).map(decibels) },
    // Captions without words keep the blocks apart.
    { label: "original", images: original, ...(last ? {} : { captions: Array.from(positions, () => "") }) },
  ];
}

function scoreText({ holePsnrDb }: EpochPredictions): string {
  return `PSNR in the holes ${holePsnrDb.toFixed(1)} dB`;
}
