// The third technique of the partial-convolution project (viv66/image-inpainting, which names it without its numbers):
// rectangles that overlap at will. Sides are ours: each from a sixteenth to a quarter of the image's height or width.
import type { BatchShape, ImageBatch } from "../images/batch";
import type { Random } from "../random";
import { drawCoveringMasks, type CoverageOptions, type Technique } from "./coverage";
import { openRectangle } from "./drawing";

/** Each call opens one rectangle inside the image. */
export const scatterRectangles: Technique = (canvas, random) => {
  const side = (whole: number): number =>
    random.integer(Math.max(1, Math.round(whole / 16)), Math.max(1, Math.round(whole / 4)));
  return () => {
    const height = side(canvas.height);
    const width = side(canvas.width);
    const top = random.integer(0, canvas.height - height);
    const left = random.integer(0, canvas.width - width);
    return openRectangle(canvas, { top, left, height, width });
  };
};

/** knownMask uint8 [N,H,W,1]; rectangles are added until 7.5 to 43 % of the image are holes. */
export function drawOverlappingRectangleMasks(
  shape: BatchShape,
  random: Random,
  options: CoverageOptions = {},
): ImageBatch {
  return drawCoveringMasks(shape, random, () => scatterRectangles, options);
}
