// How wrong the step across the hole's edge is, from the last known pixel to the first filled one: zero where the picture
// goes on over the edge as the truth does, at any level. Where known pixels are the truth's, as in a composite, it is the
// squared error of the hole's rim, each pixel counted once for every known one beside it; where they were blended too, an
// error that both sides share cancels, and no seam is left.
import type { ImageBatch } from "../images/batch";
import { checkKnownMask } from "../images/holes";
import { checkFiniteSum, checkComparable, unitPixels } from "./compare";
import type { HoleSquares } from "./holeSquares";

/**
 * Of `filled` against the truth, both [N,H,W,C], values in [0,1]: for each image the sum, over all pairs of a known and a hole
 * pixel side by side or one above the other, of the squared difference between the step in `filled` and the step in the truth,
 * and how many values that sum has (pairs × channels); 0 and 0 without an edge. Throws for shapes that do not agree, and for
 * values that are not finite.
 */
export function seamSquares(groundTruth: ImageBatch, filled: ImageBatch, knownMask: ImageBatch): HoleSquares {
  checkComparable(groundTruth, filled);
  checkKnownMask(groundTruth, knownMask);
  const [count, height, width, channels] = groundTruth.shape;
  const pixels = height * width;
  const squared = new Float64Array(count);
  const values = new Float64Array(count);
  const error = new Float64Array(pixels * channels);
  for (let i = 0; i < count; i++) {
    const truth = unitPixels(groundTruth, i);
    const other = unitPixels(filled, i);
    const known = knownMask.data.subarray(i * pixels, (i + 1) * pixels);
    let sum = 0;
    for (let k = 0; k < error.length; k++) sum += Math.abs((error[k] = other[k] - truth[k]));
    checkFiniteSum(sum, groundTruth, filled, i);
    const addPair = (p: number, q: number): void => {
      if (known[p] === known[q]) return;
      for (let c = 0; c < channels; c++) squared[i] += (error[q * channels + c] - error[p * channels + c]) ** 2;
      values[i] += channels;
    };
    for (let p = 0; p < pixels; p++) {
      if ((p + 1) % width !== 0) addPair(p, p + 1);
      if (p + width < pixels) addPair(p, p + width);
    }
  }
  return { squared, values };
}

/** The mean of these squares over all pairs and channels. Throws where no image has an edge, and as seamSquares does. */
export function seamError(groundTruth: ImageBatch, filled: ImageBatch, knownMask: ImageBatch): number {
  const { squared, values } = seamSquares(groundTruth, filled, knownMask);
  const total = (numbers: Float64Array): number => numbers.reduce((sum, number) => sum + number, 0);
  if (total(values) > 0) return total(squared) / total(values);
  throw new Error(
    `Expected at least one image with a hole and a known pixel, but none of ${squared.length} has both. ` +
      `Draw masks with a hole and a rim.`,
  );
}
