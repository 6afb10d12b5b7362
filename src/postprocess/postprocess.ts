// What is done to filled images: a step is a function of the fill and of what is known, and a postprocess is one such step, or
// several in order, with the name and the title that a method gets from it.
import type { FloatImageBatch, ImageBatch } from "../images/batch";

/**
 * Filled images [N,H,W,C], the images whose known pixels stay, and knownMask [N,H,W,1], to images of the same shape in [0,1].
 * What stands in the holes of `image` and at the known pixels of `filled` is not read; known pixels come back bit for bit,
 * unless the step says that it blends them. Throws where a value that is read is no number in [0,1].
 */
export type PostprocessStep = (filled: FloatImageBatch, image: ImageBatch, knownMask: ImageBatch) => FloatImageBatch;

/** Something that is done to filled images. */
export interface Postprocess {
  readonly name: string;
  /** As it is added to the method's title. */
  readonly title: string;
  /** filled [N,H,W,C], the images float32 with 0 in the holes, knownMask [N,H,W,1], to images of the same shape. */
  apply(filled: ImageBatch, images: FloatImageBatch, knownMask: ImageBatch): ImageBatch | Promise<ImageBatch>;
}
