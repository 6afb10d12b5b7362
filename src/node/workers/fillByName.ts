// A classical method by its name in the table, so that workers and commands need only send the name.
import type { FillOptions } from "../../classical/fillEach";
import type { ImageBatch } from "../../images/batch";
import { classicalMethod } from "../../methods/classical";

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
  return classicalMethod(method).fill(image, knownMask, options);
}
