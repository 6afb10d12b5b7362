// A square hole in the middle of the image, the same in all: the central region of "Context Encoders" (Pathak et al. 2016,
// section 3.3), half as long as the image is high, a quarter of its pixels.
import type { BatchShape, ImageBatch } from "../images/batch";
import type { Random } from "../random";
import { drawEachMask } from "./canvas";
import { checkWhole } from "./checks";
import { openRectangle } from "./drawing";

export interface CentreSquareMaskOptions {
  /** Side of the hole in pixels; default half of the shorter image side: 16 of 32. */
  readonly side?: number;
}

/** knownMask uint8 [N,H,W,1]. Where the hole cannot lie exactly in the middle it lies half a pixel up or to the left. */
export function drawCentreSquareMasks(
  shape: BatchShape,
  _random: Random,
  options: CentreSquareMaskOptions = {},
): ImageBatch {
  const [, height, width] = shape;
  const shorter = Math.min(height, width);
  const { side = Math.floor(shorter / 2) } = options;
  checkWhole(
    "the side of the centre square",
    side,
    1,
    Math.min(shorter, Math.max(height, width) - 1),
    `Choose one that leaves known pixels in ${height}×${width} images.`,
  );
  const hole = {
    top: Math.floor((height - side) / 2),
    left: Math.floor((width - side) / 2),
    height: side,
    width: side,
  };
  return drawEachMask(shape, (canvas) => void openRectangle(canvas, hole));
}
