// A classical method by its name in the table, so that workers and commands need only send the name.
import { classicalMethods } from "../../classical";
import type { ImageBatch } from "../../images";

/**
 * The images [N,H,W,C] with their holes filled by the method of this name, a key of `classicalMethods`, with its own options.
 * Throws where there is no such method, and whatever the method throws.
 */
export function fillByName<Batch extends ImageBatch>(
  method: string, image: Batch, knownMask: ImageBatch, options?: object,
): Batch {
  if (!Object.hasOwn(classicalMethods, method)) {
    const names = Object.keys(classicalMethods).join(", ");
    throw new Error(`Expected the name of a classical method, but received "${method}". Use one of ${names}.`);
  }
  // The table types its methods without options; all take theirs as a third argument.
  const fill: FillWithOptions = classicalMethods[method].fill;
  return fill(image, knownMask, options) as Batch;
}

type FillWithOptions = (image: ImageBatch, knownMask: ImageBatch, options?: object) => ImageBatch;
