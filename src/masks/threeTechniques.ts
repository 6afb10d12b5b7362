// The masks of the partial-convolution project (viv66/image-inpainting): one of three techniques per image, equally likely.
// On its 185 sample masks of 256×256 the mean hole fraction is .274, the 5th to 95th percentile .10 to .42; these masks have
// nearly the same at every image size, because each grows until it covers a share drawn beforehand (coverage.ts).
import type { BatchShape, ImageBatch } from "../images/batch";
import type { Random } from "../random";
import { drawCoveringMasks, type CoverageOptions } from "./coverage";
import { scatterShapes } from "./linesCirclesEllipses";
import { scatterRectangles } from "./overlappingRectangles";
import { walkAtRandom } from "./randomWalk";

const techniques = [walkAtRandom, scatterShapes, scatterRectangles] as const;

/** knownMask uint8 [N,H,W,1]: a random walk; lines, circles and ellipses; or overlapping rectangles. */
export function drawThreeTechniqueMasks(shape: BatchShape, random: Random, options: CoverageOptions = {}): ImageBatch {
  return drawCoveringMasks(shape, random, () => techniques[random.integer(0, 2)], options);
}
