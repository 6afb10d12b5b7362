// How far each image's cross-entropy lies above its own floor, the entropy of its values: the part of the loss that is error.
import { takeImages, type FillFunction, type FloatImageBatch, type ImageBatch } from "../images/batch";
import { entropyFloor, imageCrossentropy } from "../metrics/crossentropy";
import { imageParts, type OnPart } from "../metrics/imageParts";

/** One number per image, in nats per value, from 0 up. Both [N,H,W,C] in [0,1]. */
export function excessPerImage(truth: FloatImageBatch, filled: ImageBatch): Float64Array {
  return Float64Array.from({ length: truth.shape[0] }, (_, i) => {
    const one = takeImages(truth, [i]);
    return imageCrossentropy(one, takeImages(filled, [i])) - entropyFloor(one);
  });
}

/** The same for a whole set that a method fills a part at a time. */
export async function measureExcess(
  fill: FillFunction,
  images: ImageBatch,
  knownMask: ImageBatch,
  onPart: OnPart = () => undefined,
): Promise<Float64Array> {
  const excess = new Float64Array(images.shape[0]);
  for (const { done, truth, known, given } of imageParts(images, knownMask)) {
    excess.set(excessPerImage(truth, await fill(given, known)), done - truth.shape[0]);
    await onPart(done);
  }
  return excess;
}
