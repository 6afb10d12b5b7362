// Binary cross-entropy of finished images, in double precision, and its floor: with targets strictly between 0 and 1 the
// lowest value any prediction can reach is not 0 but the targets' own entropy, so only the distance above it is error.
// Predictions are clipped to [1e-7, 1 - 1e-7] as Keras does.
import type { ImageBatch } from "../images/batch";
import { checkKnownMask } from "../images/holes";
import { checkFiniteSum, checkComparable, unitPixels } from "./compare";

const kerasEpsilon = 1e-7;

/** Mean over all pixels and channels of -(y log p + (1-y) log(1-p)), in nats; both [N,H,W,C] in [0,1]. */
export function imageCrossentropy(groundTruth: ImageBatch, predicted: ImageBatch): number {
  let sum = 0;
  forEachImage(groundTruth, predicted, "predicted images", (_, y, p) => {
    const before = sum;
    for (let k = 0; k < y.length; k++) sum += crossentropy(y[k], p[k]);
    return sum - before;
  });
  return sum / groundTruth.data.length;
}

/** The full-image cross-entropy taken apart; the three add up to imageCrossentropy. In nats per value of the whole image. */
export interface CrossentropyParts {
  /** What no prediction can avoid: entropyFloor. */
  readonly floor: number;
  /** Distance above the floor that the known pixels cause: error in redrawing what was given. */
  readonly knownExcess: number;
  /** Distance above the floor that the hole causes: error of the inpainting itself. */
  readonly holeExcess: number;
}

/**
 * What a full-image cross-entropy is made of. All three are divided by the same number, all values of the set, so they stack
 * to the loss that training reports; a region without pixels gives 0. Both [N,H,W,C] in [0,1], knownMask [N,H,W,1].
 */
export function crossentropyParts(
  groundTruth: ImageBatch,
  filled: ImageBatch,
  knownMask: ImageBatch,
): CrossentropyParts {
  checkKnownMask(groundTruth, knownMask);
  const channels = groundTruth.shape[3];
  const pixels = groundTruth.shape[1] * groundTruth.shape[2];
  const values = groundTruth.data.length;
  let floor = 0;
  let knownExcess = 0;
  let holeExcess = 0;
  forEachImage(groundTruth, filled, "filled images", (i, y, p) => {
    const before = floor + knownExcess + holeExcess;
    for (let pixel = 0, k = 0; pixel < pixels; pixel++) {
      let lowest = 0;
      let reached = 0;
      for (const end = k + channels; k < end; k++) {
        lowest += entropy(y[k]);
        reached += crossentropy(y[k], p[k]);
      }
      floor += lowest;
      if (knownMask.data[i * pixels + pixel] === 1) knownExcess += reached - lowest;
      else holeExcess += reached - lowest;
    }
    return floor + knownExcess + holeExcess - before;
  });
  return { floor: floor / values, knownExcess: knownExcess / values, holeExcess: holeExcess / values };
}

/** The floor for these images: the mean entropy H(y) of their values, in nats (.54744 for the CIFAR-10 test set). */
export function entropyFloor({ data }: ImageBatch): number {
  let sum = 0;
  if (data instanceof Uint8Array) {
    const counts = new Float64Array(256);
    for (const byte of data) counts[byte]++;
    counts.forEach((count, byte) => {
      sum += count * entropy(byte / 255);
    });
  } else {
    for (const value of data) sum += entropy(value);
  }
  return sum / data.length;
}

/** Hands over each pair of images; `visit` returns its own sum, so that a value that is not finite is found in its image. */
function forEachImage(
  groundTruth: ImageBatch,
  predicted: ImageBatch,
  what: string,
  visit: (index: number, y: Float32Array, p: Float32Array) => number,
): void {
  checkComparable(groundTruth, predicted, what);
  for (let i = 0; i < groundTruth.shape[0]; i++) {
    const sum = visit(i, unitPixels(groundTruth, i), unitPixels(predicted, i));
    checkFiniteSum(sum, groundTruth, predicted, i, what);
  }
}

function crossentropy(y: number, p: number): number {
  const q = Math.min(1 - kerasEpsilon, Math.max(kerasEpsilon, p));
  return -(y * Math.log(q) + (1 - y) * Math.log(1 - q));
}

function entropy(y: number): number {
  return y <= 0 || y >= 1 ? 0 : -(y * Math.log(y) + (1 - y) * Math.log(1 - y));
}
