// The images whose predictions "Introduction to image inpainting with deep learning" (Thakur and Paul, Weights & Biases) logs after
// each epoch: batch 54 of 32 test images, positions 1,728 to 1,759. The article draws their masks anew at every call, so that
// holes move from epoch to epoch; here they are drawn once, and two epochs differ by the network alone.
import { sliceImages, type ImageBatch } from "../images/batch";
import { drawNamedMasks } from "../masks/named";
import { randomStream } from "../random";

const batchSize = 32;
const batchIndex = 54;

/** Images [N,H,W,C] with one mask each, as logPredictions takes them. */
export interface LoggedImages {
  readonly images: ImageBatch;
  /** uint8 [N,H,W,1]: 1 = known, 0 = hole. */
  readonly knownMask: ImageBatch;
}

export interface LoggedMasks {
  /** A name in maskFamilies or maskMixtures. */
  readonly family: string;
  /** The same seed gives the same masks. */
  readonly seed: number;
}

/**
 * Images 1,728 to 1,759 of a set, such as a data set's `test.images`, or its last 32 where it has fewer; all of them where it has
 * fewer than 32. Throws where there are no masks of this name.
 */
export function loggedImages(set: ImageBatch, { family, seed }: LoggedMasks): LoggedImages {
  const end = Math.min((batchIndex + 1) * batchSize, set.shape[0]);
  const images = sliceImages(set, Math.max(0, end - batchSize), end);
  return { images, knownMask: drawNamedMasks(family, images.shape, randomStream(seed, "logged masks")) };
}
