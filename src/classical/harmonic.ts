// Harmonic filling: every hole pixel becomes the mean of its four neighbours, which solves the Laplace equation with the
// known pixels as boundary values (Bertalmio et al. 2000 name it as isotropic diffusion; Chan and Shen 2001, section 2).
// At the image's border only the neighbours that exist count.
import type { ImageBatch } from "../images/batch";
import { fillEach, type FillOptions } from "./fillEach";
import { fillRegions } from "./fillRegions";
import { laplaceStencil } from "./stencil";

/** Fills [N,H,W,C]; known pixels come back untouched, in the type they had. Throws where an image has no known pixel. */
export function fillHarmonic<Batch extends ImageBatch>(
  image: Batch,
  knownMask: ImageBatch,
  options?: FillOptions,
): Batch {
  return fillEach(image, knownMask, (canvas) => fillRegions(canvas, laplaceStencil), options);
}
