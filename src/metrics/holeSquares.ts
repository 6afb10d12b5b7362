// Squared errors in the hole, image by image, and nothing else: for measurements with hundreds of masks, where measureImages
// would spend its time on SSIM.
import type { FloatImageBatch, ImageBatch } from "../images/batch";
import { checkKnownMask } from "../images/holes";

/** One number per image: the sum of (filled − truth)² over the hole, and how many values that sum has. */
export interface HoleSquares {
  readonly squared: Float64Array;
  readonly values: Float64Array;
}

/** Of `filled` against `truth`, both [N,H,W,C] in [0,1], in the holes of knownMask [N,H,W,1]. Throws where shapes differ. */
export function holeSquares(truth: FloatImageBatch, filled: ImageBatch, knownMask: ImageBatch): HoleSquares {
  checkKnownMask(truth, knownMask);
  if (filled.data.length !== truth.data.length) {
    throw new Error(
      `Expected ${truth.data.length} filled values, one for each of the truth, but received ` +
        `${filled.data.length}. Fill the same images that are measured.`,
    );
  }
  const [count, height, width, channels] = truth.shape;
  const pixels = height * width;
  const squared = new Float64Array(count);
  const values = new Float64Array(count);
  for (let p = 0; p < count * pixels; p++) {
    if (knownMask.data[p] === 1) continue;
    const image = Math.floor(p / pixels);
    for (let k = p * channels; k < (p + 1) * channels; k++) squared[image] += (filled.data[k] - truth.data[k]) ** 2;
    values[image] += channels;
  }
  return { squared, values };
}

/** Parts of a set, one after another. */
export function joinSquares(parts: readonly HoleSquares[]): HoleSquares {
  const join = (column: keyof HoleSquares): Float64Array =>
    Float64Array.from(parts.flatMap((part) => Array.from(part[column])));
  return { squared: join("squared"), values: join("values") };
}

/** The same images measured at several holes, added up. */
export function addSquares(sum: HoleSquares, more: HoleSquares): HoleSquares {
  const added = (column: keyof HoleSquares): Float64Array => sum[column].map((value, i) => value + more[column][i]);
  return { squared: added("squared"), values: added("values") };
}

/** Mean squared error over all of them. */
export function meanSquare({ squared, values }: HoleSquares): number {
  const sum = (numbers: Float64Array): number => numbers.reduce((total, number) => total + number, 0);
  return sum(squared) / sum(values);
}
