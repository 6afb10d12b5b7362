// A classical method by its name in the table, so that workers and commands need only send the name.
import type { ImageBatch } from "../../images";
import { classicalMethod } from "../../methods/classical";

/**
 * The images [N,H,W,C] with their holes filled by the method of this name, a key of `classicalMethods`, with the options given.
 * Throws where there is no such method, and whatever the method throws.
 */
export function fillByName<Batch extends ImageBatch>(
  method: string,
  image: Batch,
  knownMask: ImageBatch,
  options?: object,
): Batch {
  // The table types its methods without options; all take theirs as a third argument.
  const fill = classicalMethod(method).fill as FillWithOptions;
  return fill(image, knownMask, options) as Batch;
}

type FillWithOptions = (image: ImageBatch, knownMask: ImageBatch, options?: object) => ImageBatch;
