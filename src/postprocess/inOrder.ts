// Several steps as one: each gets what the one before it made, as fill and as known pixels, so that known pixels that were
// blended at the edge stay blended.
import type { FloatImageBatch, ImageBatch } from "../images/batch";
import type { PostprocessStep } from "./postprocess";

/** The steps one after another. */
export function inOrder(steps: readonly PostprocessStep[]): PostprocessStep {
  return (filled, image, knownMask) => {
    let made: FloatImageBatch = filled;
    let known: ImageBatch = image;
    for (const step of steps) {
      made = step(made, known, knownMask);
      known = made;
    }
    return made;
  };
}
