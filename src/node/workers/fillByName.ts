// A classical method by its name in the table, so that workers and commands need only send the name.
import type { ImageBatch } from "../../images";
import { classicalMethod } from "../../methods/classical";

/** What a method's own options may come with. */
export interface FillOptions {
  readonly onProgress?: (share: number) => void;
}

/**
 * The images [N,H,W,C] with their holes filled by the method of this name, a key of `classicalMethods`, with the options given;
 * `onProgress` among them hears from methods that tell it what share of the work, 0 to 1, is done.
 * Throws where there is no such method, and whatever the method throws.
 */
export function fillByName<Batch extends ImageBatch>(
  method: string,
  image: Batch,
  knownMask: ImageBatch,
  options?: FillOptions,
): Batch {
  // The table types its methods without options; all take theirs as a third argument.
  const fill = classicalMethod(method).fill as FillWithOptions;
  return fill(image, knownMask, options) as Batch;
}

type FillWithOptions = (image: ImageBatch, knownMask: ImageBatch, options?: FillOptions) => ImageBatch;
