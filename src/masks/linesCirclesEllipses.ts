// The second technique of the partial-convolution project (viv66/image-inpainting, which names it without its numbers): lines,
// circles and ellipses, equally likely, all anywhere. Sizes are ours, in pixels of a 256×256 image, and scale with others.
import type { BatchShape, ImageBatch } from "../images/batch";
import type { Random } from "../random";
import { scaleLength } from "./canvas";
import { drawCoveringMasks, type CoverageOptions, type Technique } from "./coverage";
import { openEllipse, openLine, type MaskPoint } from "./drawing";

const thinnestLine = 4;
const thickestLine = 16;
const smallestRadius = 6;
const largestRadius = 32;
const largestHalfAxis = 64;

/** Each call opens one shape. */
export const scatterShapes: Technique = (canvas, random) => {
  const point = (): MaskPoint => ({ x: random.integer(0, canvas.width - 1), y: random.integer(0, canvas.height - 1) });
  const length = (low: number, high: number): number =>
    random.integer(scaleLength(low, canvas, 256), scaleLength(high, canvas, 256));
  return () => {
    const kind = random.integer(0, 2);
    if (kind === 0) return openLine(canvas, point(), point(), length(thinnestLine, thickestLine));
    if (kind === 1) {
      const radius = length(smallestRadius, largestRadius);
      return openEllipse(canvas, point(), radius, radius);
    }
    const along = length(smallestRadius, largestHalfAxis);
    const across = length(smallestRadius, largestHalfAxis);
    return openEllipse(canvas, point(), along, across, direction(random));
  };
};

/** A vector of length 1, all directions equally likely: a point of the unit disc, moved to its edge. */
function direction(random: Random): MaskPoint {
  for (;;) {
    const x = 2 * random.uniform() - 1;
    const y = 2 * random.uniform() - 1;
    const square = x * x + y * y;
    if (square > 0.01 && square <= 1) return { x: x / Math.sqrt(square), y: y / Math.sqrt(square) };
  }
}

/** knownMask uint8 [N,H,W,1]; shapes are added until 7.5 to 43 % of the image are holes. */
export function drawLineCircleEllipseMasks(
  shape: BatchShape,
  random: Random,
  options: CoverageOptions = {},
): ImageBatch {
  return drawCoveringMasks(shape, random, () => scatterShapes, options);
}
