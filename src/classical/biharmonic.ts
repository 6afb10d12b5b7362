// Biharmonic filling (Chui and Mhaskar 2010, Appl. Comput. Harmon. Anal. 28; Damelin and Hoang 2018): the Laplacian of the
// Laplacian is zero in every hole pixel, so that slopes run on into the hole and not only colours. The same equations, image
// borders and clipping to the known range as scikit-image's inpaint_biharmonic, but solved region by region in float64.
import type { ImageBatch } from "../images/batch";
import { fillEach, type FillOptions } from "./fillEach";
import { fillRegions } from "./fillRegions";
import { biharmonicStencil } from "./stencil";

/** Fills [N,H,W,C]; known pixels come back untouched, in the type they had. Throws where an image has no known pixel. */
export function fillBiharmonic<Batch extends ImageBatch>(
  image: Batch,
  knownMask: ImageBatch,
  options?: FillOptions,
): Batch {
  return fillEach(image, knownMask, (canvas) => fillRegions(canvas, biharmonicStencil), options);
}
