// Total variation inside the hole, of a fill and of the truth: the sum of absolute differences between neighbours (Rudin, Osher and
// Fatemi 1992, each direction by itself), which one term of the six-term loss keeps low. As in measureImages both neighbours lie in
// the hole: a visible seam is no variation of the fill.
import type { ImageBatch } from "../images/batch";
import { checkKnownMask } from "../images/holes";
import { checkComparable, checkFiniteSum, unitPixels } from "./compare";

/** One number per image each. */
export interface HoleVariation {
  readonly filled: Float64Array;
  readonly truth: Float64Array;
}

/**
 * Of `filled` and of the truth, both [N,H,W,C], values in [0,1]: for each image the sum of |differences| over all pairs of hole
 * pixels side by side or one above the other, and over the channels; 0 without such a pair. Throws for shapes that do not agree,
 * and for values in the hole that are not finite.
 */
export function holeVariation(groundTruth: ImageBatch, filled: ImageBatch, knownMask: ImageBatch): HoleVariation {
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
  const addPair = (p: number, q: number): void => {
    for (let c = 0; c < channels; c++) sum += Math.abs(values[q * channels + c] - values[p * channels + c]);
  };
  for (let p = 0; p < known.length; p++) {
    if (known[p] !== 0) continue;
    if ((p + 1) % width !== 0 && known[p + 1] === 0) addPair(p, p + 1);
    if (p + width < known.length && known[p + width] === 0) addPair(p, p + width);
  }
  return sum;
}
