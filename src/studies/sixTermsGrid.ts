// What the networks of the study six-terms make of the same holes: a row for each crop, a column for each network, between the
// crop with its hole and the truth. Shown is what the networks give, known pixels too: one of the terms is about these alone.
import { joinImages, range, takeImages, toFloat, type ImageBatch } from "../images/batch";
import { paintHoles } from "../images/holes";
import { clampToUnit } from "../images/values";
import { eachHolePsnrDb } from "../metrics/hole";
import { imageGrid, type ImageRow, type PixelGrid } from "../figures/imageGrid";
import { decibels, scoresInWords, type Reconstruction } from "../figures/reportFigures";

export interface SixTermsGridOptions {
  readonly title?: string;
  /** Screen pixels per image pixel; default 2. */
  readonly scale?: number;
  readonly synthetic?: boolean;
}

/** Images [N,H,W,3] and their holes, and what each network makes of them; the PSNR in the hole below each. */
export function sixTermsGrid(
  images: ImageBatch,
  knownMask: ImageBatch,
  networks: readonly Reconstruction[],
  options: SixTermsGridOptions = {},
): PixelGrid {
  const { title = "The six-term loss, each term switched off in turn", scale = 2, synthetic } = options;
  // A network that is hardly trained may leave [-1,2], which a grid refuses.
  const columns = [
    paintHoles(images, knownMask),
    ...networks.map(({ filled }) => clampToUnit(filled)),
    toFloat(images),
  ];
  const scores = networks.map(({ filled }) => eachHolePsnrDb(images, filled, knownMask).map(decibels));
  const rows = Array.from(range(images.shape[0]), (i): ImageRow => ({
    label: "",
    images: joinImages(columns.map((column) => takeImages(column, [i]))),
    captions: ["", ...scores.map((column) => column[i]), ""],
  }));
  const labels = networks.map(({ label }) => label);
  return imageGrid({
    title,
    scale,
    synthetic,
    rows,
    columnLabels: ["hole", ...labels, "truth"],
    alt:
      `${images.shape[0]} crops of photographs, each with its hole, filled by networks trained with ${labels.join(", ")}, and as ` +
      `it was. PSNR in the hole: ${scoresInWords(images, knownMask, networks)}.`,
  });
}
