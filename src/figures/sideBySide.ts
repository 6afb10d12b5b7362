// Methods beside one another: one row per image, from left to right the original, the image with its hole, and each fill with the
// PSNR inside the hole below it. For few images and a close look; reconstructionGrid shows many images, one row per method.
import { joinImages, takeImages, toFloat, type ImageBatch } from "../images/batch";
import { paintHoles } from "../images/holes";
import { eachHolePsnrDb } from "../metrics/hole";
import { imageGrid, type PixelGrid } from "./imageGrid";
import { decibels, type Reconstruction } from "./reportFigures";

export interface SideBySideOptions {
  /** One per image. */
  readonly rowLabels: readonly string[];
  readonly title?: string;
  /** Screen pixels per image pixel; default 4. */
  readonly scale?: number;
  readonly synthetic?: boolean;
}

/** Throws unless there is one row label per image. */
export function sideBySideGrid(
  images: ImageBatch,
  knownMask: ImageBatch,
  methods: readonly Reconstruction[],
  options: SideBySideOptions,
): PixelGrid {
  const { rowLabels, scale = 4, ...more } = options;
  const count = images.shape[0];
  if (rowLabels.length !== count) {
    throw new Error(`Expected ${count} row labels, but received ${rowLabels.length}. Give one per image.`);
  }
  const shown = [toFloat(images), paintHoles(images, knownMask), ...methods.map(({ filled }) => toFloat(filled))];
  const scores = methods.map(({ filled }) => eachHolePsnrDb(images, filled, knownMask).map(decibels));
  return imageGrid({
    ...more,
    scale,
    alt:
      `${rowLabels.join(", ")}: as they are, with a hole, and filled by ${methods.map(({ label }) => label).join(", ")}; ` +
      `below each fill the PSNR inside the hole.`,
    columnLabels: ["original", "masked", ...methods.map(({ label }) => label)],
    rows: rowLabels.map((label, i) => ({
      label,
      images: joinImages(shown.map((batch) => takeImages(batch, [i]))),
      captions: ["", "", ...scores.map((score) => score[i])],
    })),
  });
}
