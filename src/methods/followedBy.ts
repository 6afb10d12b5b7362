// A method and what is done to its output afterwards, as one method. Each such step sees what the method saw and what it made
// of it: blending at the hole's edge, sharpening, or merely the known pixels put back.
import type { FloatImageBatch, ImageBatch } from "../images/batch";
import { composite } from "../images/holes";
import type { InpaintingMethod } from "./inpaintingMethod";

/** Something that is done to filled images. */
export interface Postprocess {
  readonly name: string;
  /** As it is added to the method's title. */
  readonly title: string;
  /** filled [N,H,W,C], the images float32 with 0 in the holes, knownMask [N,H,W,1], to images of the same shape. */
  apply(filled: ImageBatch, images: FloatImageBatch, knownMask: ImageBatch): ImageBatch | Promise<ImageBatch>;
}

/** Known pixels are put back, so that only the hole is the method's. */
export const putKnownBack: Postprocess = {
  name: "composite",
  title: "composited",
  apply: (filled, images, knownMask) => composite(images, filled, knownMask),
};

/** The method with `postprocess` after it: "harmonic+composite". Sizes, parameters and dispose() stay the method's. */
export function followedBy(method: InpaintingMethod, postprocess: Postprocess): InpaintingMethod {
  return {
    ...method,
    name: `${method.name}+${postprocess.name}`,
    title: `${method.title}, ${postprocess.title}`,
    fill: async (images, knownMask) => postprocess.apply(await method.fill(images, knownMask), images, knownMask),
  };
}
