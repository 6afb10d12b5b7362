// The paint test: the same holes painted in several greys, and below each row what the network makes of it. A network that knew
// where the hole is would fill all of them alike.
import type { ImageBatch } from "../images/batch";
import { paintHoles } from "../images/holes";
import { eachHolePsnrDb } from "../metrics/hole";
import { imageGrid, type PixelGrid } from "../figures/imageGrid";
import { decibels } from "../figures/reportFigures";

export interface PaintedFill {
  /** "black" */
  readonly name: string;
  /** The grey that the hole is painted with, 0..1. */
  readonly value: number;
  /** What the network makes of the painted images. */
  readonly filled: ImageBatch;
  /** Of the whole test set, in dB; written beside the row. */
  readonly pooledHolePsnrDb?: number;
}

export interface PaintTestOptions {
  /** Screen pixels per image pixel; default 2, at which eight images are as wide as high. */
  readonly scale?: number;
  readonly title?: string;
  readonly synthetic?: boolean;
}

/** Images [N,H,W,C], their holes, and the fills of the same shape. Throws where there is no paint. */
export function paintTestGrid(
  images: ImageBatch,
  knownMask: ImageBatch,
  paints: readonly PaintedFill[],
  options: PaintTestOptions = {},
): PixelGrid {
  const { scale = 2, title = "The same hole, painted", synthetic } = options;
  if (paints.length === 0) {
    throw new Error(`Expected at least one paint, but received none. Give { name: "black", value: 0, filled }.`);
  }
  const scores = paints.map(({ filled }) => eachHolePsnrDb(images, filled, knownMask).map(decibels));
  const pooled = paints.map(({ pooledHolePsnrDb: all }) => (all === undefined ? "" : `${all.toFixed(1)} dB in all`));
  const words = paints.map(
    ({ name }, p) => `${name} ${[pooled[p], ...scores[p]].filter((word) => word !== "").join(", ")}`,
  );
  return imageGrid({
    title,
    scale,
    synthetic,
    alt:
      `${images.shape[0]} images, the hole of each painted in ${paints.length} greys, and the network's fill below each. ` +
      `PSNR in the hole: ${words.join("; ")}.`,
    rows: [
      { label: "original", images },
      ...paints.flatMap((paint, p) => [
        { label: paint.name, images: paintHoles(images, knownMask, paint.value) },
        { label: `its fill\n${pooled[p]}`.trim(), images: paint.filled, captions: scores[p] },
      ]),
    ],
  });
}
