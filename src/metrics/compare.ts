// What all comparisons of two image batches share: the shapes have to agree, values have to be finite, and each image is read
// on its own as float32 in [0,1]. So a set in uint8 is never copied whole, the two batches may be of different types, and
// the same picture in either type differs by exactly 0. Differences and sums are then taken in double precision.
import { checkBatch, shapeDifference, shapeText, takeImages, type ImageBatch } from "../images/batch";
import { checkScale } from "../images/values";

/** The values of image `index` in [0,1], H×W×C of them: a view of a float32 batch, a converted copy of a uint8 image. */
export function unitPixels(images: ImageBatch, index: number): Float32Array {
  const size = images.shape[1] * images.shape[2] * images.shape[3];
  if (images.data instanceof Float32Array) return images.data.subarray(index * size, (index + 1) * size);
  return takeImages(images, [index]).data;
}

/**
 * Throws unless both batches have the same shape [N,H,W,C], and where the ground truth is not of the scale 0 to 1, as white is 1
 * in every figure; `what` names the second one in the message.
 */
export function checkComparable(groundTruth: ImageBatch, other: ImageBatch, what = "filled images"): void {
  checkBatch(groundTruth, "the ground truth");
  checkBatch(other, what);
  checkScale(groundTruth, "the ground truth");
  if (groundTruth.shape.length === other.shape.length && groundTruth.shape.every((side, i) => side === other.shape[i]))
    return;
  throw new Error(
    `Expected ${what} of shape ${shapeText(groundTruth.shape)}, but received ${shapeText(other.shape)}. ` +
      `${shapeDifference(groundTruth.shape, other.shape, what)} Compare the same images.`,
  );
}

/** Throws if a sum over image `index` is not finite, naming the batch that holds the value at fault. */
export function checkFiniteSum(
  sum: number,
  groundTruth: ImageBatch,
  other: ImageBatch,
  index: number,
  what = "filled images",
): void {
  if (Number.isFinite(sum)) return;
  const inTruth = unitPixels(groundTruth, index).some((value) => !Number.isFinite(value));
  const values = unitPixels(inTruth ? groundTruth : other, index);
  const at = values.findIndex((value) => !Number.isFinite(value));
  throw new Error(
    `Expected finite pixel values, but received ${values[at]} in image ${index} of the ` +
      `${inTruth ? "ground truth" : what}. Check how they were read or computed.`,
  );
}
