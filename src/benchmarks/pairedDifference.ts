// Two methods on the same images and masks. Rows have intervals of their own, but what makes a photograph hard is hard for both;
// in the difference, taken from the same drawn sets of images, it cancels.
import { bootstrapDifference, type BootstrapInterval } from "../metrics/bootstrap";
import { drawnSets, type BenchmarkRow } from "./benchmarkRow";
import { holePsnrRatio, type HoleErrors } from "./holeErrors";

/** A row that can be compared image by image. */
export interface PairedRow extends BenchmarkRow {
  readonly holeErrors: HoleErrors;
}

/** Older rows, and those of a benchmark that does not ask for it, hold nothing of single images. */
export function isPaired(row: BenchmarkRow): row is PairedRow {
  return row.holeErrors !== undefined;
}

/**
 * The pooled hole PSNR of `row` − that of `reference` in dB, of the images that both were measured on: the first ones. An interval
 * without 0 in it tells the two apart.
 */
export function pairedDifference(row: PairedRow, reference: PairedRow): BootstrapInterval {
  const images = Math.min(row.images, reference.images);
  return bootstrapDifference(
    holePsnrRatio(row.holeErrors, images),
    holePsnrRatio(reference.holeErrors, images),
    ...drawnSets(row.benchmark),
  );
}
