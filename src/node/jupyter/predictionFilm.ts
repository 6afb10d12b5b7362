// The epochs of a prediction log as a slider: the predictions of a few images move, with the epoch and its PSNR above them; the
// originals and the masked images stand below and are stored once, since they fill two thirds of the picture and never change.
import { imageGrid, type PixelGrid } from "../../figures/imageGrid";
import { markDrawing } from "../../figures/markSynthetic";
import { decibels } from "../../figures/reportFigures";
import { firstImages, imageBatch, toFloat, type FloatImageBatch } from "../../images/batch";
import { eachHolePsnrDb } from "../../metrics/hole";
import type { EpochPredictions } from "../../training/predictionLog";
import { sliderPicture, type SliderFrame, type SliderOptions } from "./slider";
import { largestOutput } from "./widgetOutput";

export interface PredictionFilmOptions {
  /** The first images of the log; default 8. Fewer leave room for more epochs. */
  readonly images?: number;
  /** Screen pixels per image pixel; default 3. */
  readonly scale?: number;
}

/** For words and addresses beside the pictures. */
const reserved = 20_000;
const gap = 3;
const moving = "prediction";

/**
 * For slider(): one frame per epoch, the last one shown first. Where they would weigh more than a slider may, epochs are left out
 * evenly, never the first or the last. Of eight CIFAR-10 images eight epochs fit, of four sixteen.
 */
export function predictionFilm(
  predictions: readonly EpochPredictions[],
  options: PredictionFilmOptions = {},
): SliderOptions {
  const { images = 8, scale = 3 } = options;
  if (!(Number.isInteger(images) && images >= 1)) {
    throw new Error(`Expected images to be a whole number from 1 up, but received ${images}. Leave it out for eight.`);
  }
  if (predictions.length === 0) return { label: "epoch", frames: [] };
  const all = predictions.map((epoch) => frameOf(epoch, images, scale));
  const below = fixedRows(predictions[0], images, scale);
  const weights = all.map(weightOf);
  // The last frame is stored as the cell's PNG too.
  const room = largestOutput - reserved - weightOf({ label: "below", figure: below }) - weights[weights.length - 1];
  const frames = spread(weights, room).map((position) => all[position]);
  return { label: "epoch", frames, below, start: frames.length - 1 };
}

function frameOf(predictions: EpochPredictions, images: number, scale: number): SliderFrame {
  const { row, holePsnrDb, groundTruth } = predictions;
  const filled = first(predictions.filled, images);
  const captions = eachHolePsnrDb(first(groundTruth, images), filled, firstImages(predictions.knownMask, images));
  const title = `After epoch ${row.epoch}: PSNR in the holes ${holePsnrDb.toFixed(1)} dB`;
  const logged = groundTruth.shape[0];
  const figure = imageGrid({
    scale,
    gap,
    title: logged > filled.shape[0] ? `${title}, all ${logged} images` : title,
    alt: `${filled.shape[0]} images as the network predicts them after epoch ${row.epoch}. ${title}.`,
    rows: [{ label: moving, images: filled, captions: captions.map(decibels) }],
  });
  return { label: `epoch ${row.epoch}`, figure };
}

function fixedRows({ groundTruth, masked }: EpochPredictions, images: number, scale: number): PixelGrid {
  const original = first(groundTruth, images);
  const [count, , width, channels] = original.shape;
  const grid = imageGrid({
    scale,
    gap,
    alt: `The same ${count} images as they are, and with the holes that the network sees.`,
    rows: [
      { label: "original", images: original },
      { label: "masked", images: first(masked, images) },
      // No picture, and the label's width: columns stand below those of the frames.
      { label: moving, images: imageBatch(new Float32Array(0), [0, 0, width, channels]) },
    ],
  });
  return { ...grid, texts: grid.texts.filter(({ text }) => text !== moving) };
}

function first(batch: FloatImageBatch, count: number): FloatImageBatch {
  return toFloat(firstImages(batch, count));
}

/** With the mark of synthetic data, which the slider adds where it is missing. */
function weightOf({ label, figure }: SliderFrame): number {
  return sliderPicture({ label, figure: markDrawing(figure) }).address.length;
}

/** As many positions as fit into the room, evenly from the first to the last; at least these two. */
function spread(weights: readonly number[], room: number): number[] {
  const last = weights.length - 1;
  for (let count = weights.length; count > 2; count--) {
    const positions = Array.from({ length: count }, (_, i) => Math.round((i * last) / (count - 1)));
    if (positions.reduce((sum, position) => sum + weights[position], 0) <= room) return positions;
  }
  return last === 0 ? [0] : [0, last];
}
