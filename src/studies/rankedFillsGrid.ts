// Fills chosen by rank alone, not by eye: the best, those around the median and the worst of all images, sorted by the PSNR
// that the first method reaches inside the hole.
import type { ImageBatch } from "../images/batch";
import type { PixelGrid } from "../figures/imageGrid";
import { reconstructionGrid, scoresInWords, type Reconstruction } from "../figures/reportFigures";

export interface RankedFillsOptions {
  /** One rank per image, 1 is the best. */
  readonly ranks: readonly number[];
  /** How many images were ranked. */
  readonly of: number;
  readonly title?: string;
  /** Screen pixels per image pixel; default 2. */
  readonly scale?: number;
  readonly synthetic?: boolean;
}

/** Original, masked and one row per method, the ranks above and the PSNR below. Throws unless there is one rank per image. */
export function rankedFillsGrid(
  images: ImageBatch,
  knownMask: ImageBatch,
  methods: readonly Reconstruction[],
  options: RankedFillsOptions,
): PixelGrid {
  const { ranks, of, scale = 2, synthetic = false } = options;
  const title = options.title ?? `Best, median and worst of ${of.toLocaleString("en")} fills, by rank`;
  if (ranks.length !== images.shape[0] || ranks.some((rank) => !(rank >= 1 && rank <= of))) {
    throw new Error(
      `Expected ${images.shape[0]} ranks from 1 to ${of}, but received ${ranks.join(", ") || "none"}. ` +
        `Give one per image.`,
    );
  }
  const columnLabels = ranks.map((rank) => `#${rank.toLocaleString("en")}`);
  const grid = reconstructionGrid(images, knownMask, methods, { title, scale, columnLabels, synthetic });
  const scores = scoresInWords(images, knownMask, methods);
  return {
    ...grid,
    alt: `${title} of ${methods[0]?.label}: ${columnLabels.join(", ")}. PSNR in the hole: ${scores}.`,
  };
}
