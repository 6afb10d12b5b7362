// The report's picture figures: ten labelled images (section 4.1.1), and original, masked and reconstructed images side by side
// (section 4.5.1). One definition serves the notebooks and the written report.
import { takeImages, range, type ImageBatch } from "../images/batch";
import { paintHoles } from "../images/holes";
import { perfectImagePsnrDb } from "../metrics/errorFigures";
import { eachHolePsnrDb } from "../metrics/hole";
import { imageGrid, type ImageGridOptions, type PixelGrid } from "./imageGrid";

export interface PictureSet {
  readonly images: ImageBatch;
  readonly labels: Uint8Array;
  readonly classNames: readonly string[];
  /** Written on the figure where the images are drawn by a program; default false. */
  readonly synthetic?: boolean;
}

export type PictureGridOptions = Pick<ImageGridOptions, "title" | "columnLabels" | "scale" | "synthetic">;

/** Images at the given positions, each with the name of its class. */
export function labelledImagesGrid(set: PictureSet, positions: ArrayLike<number> = range(10)): PixelGrid {
  const names = Array.from(positions, (position) => set.classNames[set.labels[position]]);
  return imageGrid({
    title: "Images and their classes",
    synthetic: set.synthetic,
    scale: 3,
    alt: `${names.length} images of 32×32 pixels: ${names.join(", ")}.`,
    rows: [{ label: "", images: takeImages(set.images, positions), captions: names }],
  });
}

export interface Reconstruction {
  readonly label: string;
  readonly filled: ImageBatch;
}

/**
 * Original, masked, and one row per method with the PSNR inside each hole below it, which the alternative text gives too; scale 3
 * unless told otherwise. `true`, with the other options behind it: synthetic.
 */
export function reconstructionGrid(
  images: ImageBatch,
  knownMask: ImageBatch,
  methods: readonly Reconstruction[],
  options: PictureGridOptions | boolean = {},
  more: PictureGridOptions = {},
): PixelGrid {
  const given = { ...more, ...optionsOf(options) };
  const { columnLabels } = given;
  const shown = columnLabels === undefined ? "" : ` (${columnLabels.join(", ")})`;
  const scores = (filled: ImageBatch): string[] => eachHolePsnrDb(images, filled, knownMask).map(decibels);
  return imageGrid({
    title: "Original, masked, reconstructed",
    scale: 3,
    ...given,
    alt:
      `${images.shape[0]} images${shown} as they are, with a hole, and filled by ` +
      `${methods.map(({ label }) => label).join(", ")}; below each fill the PSNR inside the hole.` +
      (methods.length === 0 ? "" : ` PSNR in the hole: ${scoresInWords(images, knownMask, methods)}.`),
    rows: [
      { label: "original", images },
      { label: "masked", images: paintHoles(images, knownMask) },
      ...methods.map(({ label, filled }) => ({ label, images: filled, captions: scores(filled) })),
    ],
  });
}

function optionsOf(options: PictureGridOptions | boolean): PictureGridOptions {
  return typeof options === "boolean" ? { synthetic: options } : options;
}

/** "the network 18.3 dB, 9.0 dB; harmonic fill 19.1 dB, exact": the PSNR inside each image's hole, method by method. */
export function scoresInWords(images: ImageBatch, knownMask: ImageBatch, methods: readonly Reconstruction[]): string {
  return methods
    .map(({ label, filled }) => `${label} ${eachHolePsnrDb(images, filled, knownMask).map(decibels).join(", ")}`)
    .join("; ");
}

/** "18.3 dB", or "exact" where what is wrong is no more than rounding: 100 dB, 1/400 of a grey level. */
export function decibels(value: number): string {
  return value >= perfectImagePsnrDb ? "exact" : `${value.toFixed(1)} dB`;
}
