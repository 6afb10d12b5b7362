// What one method got wrong, image by image, as sums: from these rows every figure of a table is pooled, averaged, grouped,
// merged and resampled (errorFigures.ts, groups.ts, bootstrap.ts), without looking at a pixel again. Parts measured in
// several workers join into exactly what one pass over all images gives. Sums are in double precision, values in [0,1].
import { checkPositions, type ImageBatch } from "../images/batch";
import { checkKnownMask } from "../images/holes";
import { checkFiniteSum, checkComparable, unitPixels } from "./compare";
import { eachHolePair } from "./holePairs";
import { interiorLoss } from "./ssim";
import { ssimScan } from "./ssimScan";

/** One number per image in each column; sums run over all channels. */
export interface ImageErrors {
  readonly channels: number;
  readonly holePixels: Float64Array;
  readonly knownPixels: Float64Array;
  /** Sum of (filled − truth)² over the hole. */
  readonly holeSquared: Float64Array;
  /** Sum of |filled − truth| over the hole. */
  readonly holeAbsolute: Float64Array;
  /** Sum of (filled − truth)² over the known pixels; 0 for a method that leaves them alone. */
  readonly knownSquared: Float64Array;
  readonly knownAbsolute: Float64Array;
  /** SSIM of the composite (known pixels from the truth), Wang et al. 2004, mean over the image; 1 without a hole. */
  readonly compositeSsim: Float64Array;
  /** The composite's SSIM map, mean over channels, summed over the hole pixels. */
  readonly holeSsim: Float64Array;
  /** Neighbours (side by side or one above the other) that both lie in the hole. */
  readonly holePairs: Float64Array;
  /** Sum over those pairs of the squared difference between the two, in the filled image. */
  readonly holeGradientEnergy: Float64Array;
  /** The same in the truth. */
  readonly truthHoleGradientEnergy: Float64Array;
}

export type ImageErrorColumn = Exclude<keyof ImageErrors, "channels">;

/** The columns, in their order. */
export const imageErrorColumns: readonly ImageErrorColumn[] = [
  "holePixels",
  "knownPixels",
  "holeSquared",
  "holeAbsolute",
  "knownSquared",
  "knownAbsolute",
  "compositeSsim",
  "holeSsim",
  "holePairs",
  "holeGradientEnergy",
  "truthHoleGradientEnergy",
];

/**
 * Measures `filled` against the truth, both [N,H,W,C] in uint8 or float32, with holes where knownMask [N,H,W,1] is 0.
 * Images without a hole, or without a known pixel, are measured too: their counts say so. Throws for images below 11×11
 * pixels (SSIM's window), shapes that do not agree, and values that are not finite.
 */
export function measureImages(groundTruth: ImageBatch, filled: ImageBatch, knownMask: ImageBatch): ImageErrors {
  checkComparable(groundTruth, filled);
  checkKnownMask(groundTruth, knownMask);
  const [count, height, width, channels] = groundTruth.shape;
  const pixels = height * width;
  const errors = emptyErrors(count, channels);
  const holeDifference = new Float64Array(pixels * channels);
  const scan = ssimScan(height, width, channels);
  for (let i = 0; i < count; i++) {
    const truth = unitPixels(groundTruth, i);
    const other = unitPixels(filled, i);
    const known = knownMask.data.subarray(i * pixels, (i + 1) * pixels);
    addDifferences(errors, i, truth, other, known, holeDifference);
    checkFiniteSum(errors.holeAbsolute[i] + errors.knownAbsolute[i], groundTruth, filled, i);
    addGradients(errors, i, truth, other, known, width);
    errors.compositeSsim[i] = 1;
    errors.holeSsim[i] = errors.holePixels[i];
    scan(truth, holeDifference, (row, from, to, loss) => {
      errors.compositeSsim[i] -= interiorLoss(height, width, channels, row, from, to, loss);
      errors.holeSsim[i] -= holeLoss(known, row * width, channels, from, to, loss);
    });
  }
  return errors;
}

/** Error sums of one image; what the composite differs by goes into `holeDifference`: filled − truth in the hole, else 0. */
function addDifferences(
  errors: ImageErrors,
  i: number,
  truth: Float32Array,
  other: Float32Array,
  known: Float32Array | Uint8Array,
  holeDifference: Float64Array,
): void {
  const { channels } = errors;
  let holes = 0;
  let holeSquared = 0;
  let holeAbsolute = 0;
  let knownSquared = 0;
  let knownAbsolute = 0;
  for (let p = 0, k = 0; p < known.length; p++) {
    const hole = known[p] === 0;
    if (hole) holes++;
    for (let c = 0; c < channels; c++, k++) {
      const difference = other[k] - truth[k];
      const magnitude = Math.abs(difference);
      if (hole) {
        holeSquared += difference * difference;
        holeAbsolute += magnitude;
        holeDifference[k] = difference;
      } else {
        knownSquared += difference * difference;
        knownAbsolute += magnitude;
        holeDifference[k] = 0;
      }
    }
  }
  errors.holePixels[i] = holes;
  errors.knownPixels[i] = known.length - holes;
  errors.holeSquared[i] = holeSquared;
  errors.holeAbsolute[i] = holeAbsolute;
  errors.knownSquared[i] = knownSquared;
  errors.knownAbsolute[i] = knownAbsolute;
}

/** Gradient energy between pairs of hole pixels. */
function addGradients(
  errors: ImageErrors,
  i: number,
  truth: Float32Array,
  other: Float32Array,
  known: Float32Array | Uint8Array,
  width: number,
): void {
  const { channels } = errors;
  let pairs = 0;
  let energy = 0;
  let truthEnergy = 0;
  eachHolePair(known, width, (p, q) => {
    pairs++;
    for (let c = 0; c < channels; c++) {
      const from = p * channels + c;
      const to = q * channels + c;
      const step = other[to] - other[from];
      const truthStep = truth[to] - truth[from];
      energy += step * step;
      truthEnergy += truthStep * truthStep;
    }
  });
  errors.holePairs[i] = pairs;
  errors.holeGradientEnergy[i] = energy;
  errors.truthHoleGradientEnergy[i] = truthEnergy;
}

/** One row's lost similarity in hole pixels, mean over channels; the row begins at pixel `start`. */
function holeLoss(
  known: Float32Array | Uint8Array,
  start: number,
  channels: number,
  from: number,
  to: number,
  loss: Float64Array,
): number {
  let sum = 0;
  for (let p = start + from / channels, j = from; j < to; p++) {
    if (known[p] !== 0) j += channels;
    else for (const end = j + channels; j < end; j++) sum += loss[j];
  }
  return sum / channels;
}

/** The rows of several parts, one after another: parts of a set measured apart, or sets of images of different sizes. */
export function concatImageErrors(parts: readonly ImageErrors[]): ImageErrors {
  const channels = parts[0]?.channels;
  const odd = parts.find((part) => part.channels !== channels);
  if (channels === undefined || odd !== undefined) {
    throw new Error(
      `Expected parts that were measured on images with equally many channels, but received ` +
        `${odd === undefined ? "no part" : `${channels} and ${odd.channels} channels`}. Join only parts of one kind of images.`,
    );
  }
  const errors = emptyErrors(
    parts.reduce((count, part) => count + part.holePixels.length, 0),
    channels,
  );
  for (const column of imageErrorColumns) {
    let at = 0;
    for (const part of parts) {
      errors[column].set(part[column], at);
      at += part[column].length;
    }
  }
  return errors;
}

/** The rows at these positions; positions may repeat. Throws on a position outside. */
export function selectImageErrors(errors: ImageErrors, positions: ArrayLike<number>): ImageErrors {
  checkPositions(positions, errors.holePixels.length);
  const selected = emptyErrors(positions.length, errors.channels);
  for (const column of imageErrorColumns)
    for (let i = 0; i < positions.length; i++) selected[column][i] = errors[column][positions[i]];
  return selected;
}

/** Room for the errors of `count` images, all 0. */
export function emptyErrors(count: number, channels: number): ImageErrors {
  const entries = imageErrorColumns.map((column) => [column, new Float64Array(count)] as const);
  return { channels, ...(Object.fromEntries(entries) as { [column in ImageErrorColumn]: Float64Array }) };
}
