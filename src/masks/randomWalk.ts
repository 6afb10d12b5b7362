// The first technique of the partial-convolution project (viv66/image-inpainting, which names it without its numbers): a
// random walk from a random pixel, one pixel up, down, left or right at a time; a step out of the image is not taken.
import type { BatchShape, ImageBatch } from "../images/batch";
import type { Random } from "../random";
import { drawCoveringMasks, type CoverageOptions, type Technique } from "./coverage";
import { openSpan } from "./drawing";

/** A walk that opens every pixel it visits. */
export const walkAtRandom: Technique = (canvas, random) => {
  let x = random.integer(0, canvas.width - 1);
  let y = random.integer(0, canvas.height - 1);
  return () => {
    const opened = openSpan(canvas, y, x, x);
    const direction = random.integer(0, 3);
    if (direction === 0) x = Math.min(x + 1, canvas.width - 1);
    else if (direction === 1) x = Math.max(x - 1, 0);
    else if (direction === 2) y = Math.min(y + 1, canvas.height - 1);
    else y = Math.max(y - 1, 0);
    return opened;
  };
};

/** knownMask uint8 [N,H,W,1]; the hole is one connected region with ragged edges and islands, 7.5 to 43 % of the image. */
export function drawRandomWalkMasks(shape: BatchShape, random: Random, options: CoverageOptions = {}): ImageBatch {
  return drawCoveringMasks(shape, random, () => walkAtRandom, options);
}
