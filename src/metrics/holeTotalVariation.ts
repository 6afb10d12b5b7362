// Total variation inside the hole, of a fill and of the truth: the sum of absolute differences between neighbours (Rudin, Osher and
// Fatemi 1992, each direction by itself), which one term of the six-term loss keeps low.
import type { ImageBatch } from "../images/batch";
import { checkKnownMask } from "../images/holes";
import { checkComparable, checkFiniteSum, unitPixels } from "./compare";
import { eachHolePair } from "./holePairs";

/** One number per image each. */
export interface HoleTotalVariation {
  readonly filled: Float64Array;
  readonly truth: Float64Array;
}

/**
 * Of `filled` and of the truth, both [N,H,W,C], values in [0,1]: for each image the sum of |differences| over all pairs of hole
 * pixels side by side or one above the other, and over the channels; 0 without such a pair. Throws for shapes that do not agree,
 * and for values in the hole that are not finite.
 */
export function holeTotalVariation(
  groundTruth: ImageBatch,
  filled: ImageBatch,
  knownMask: ImageBatch,
): HoleTotalVariation {
  checkComparable(groundTruth, filled);
  checkKnownMask(groundTruth, knownMask);
  const [count, height, width, channels] = groundTruth.shape;
  const pixels = height * width;
  const sums = { filled: new Float64Array(count), truth: new Float64Array(count) };
  for (let i = 0; i < count; i++) {
    const known = knownMask.data.subarray(i * pixels, (i + 1) * pixels);
    sums.filled[i] = variation(unitPixels(filled, i), known, width, channels);
    sums.truth[i] = variation(unitPixels(groundTruth, i), known, width, channels);
    checkFiniteSum(sums.filled[i] + sums.truth[i], groundTruth, filled, i);
  }
  return sums;
}

/** Of one image. */
function variation(values: Float32Array, known: Float32Array | Uint8Array, width: number, channels: number): number {
  let sum = 0;
  eachHolePair(known, width, (p, q) => {
    for (let c = 0; c < channels; c++) sum += Math.abs(values[q * channels + c] - values[p * channels + c]);
  });
  return sum;
}
