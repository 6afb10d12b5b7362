// One square hole per image. The report (appendix A3) draws an 8×8 square whose top and left corner are uniform over
// 0..23, so the last row and column of a 32×32 image are never masked; `fullRange` draws 0..24 and reaches them.
import type { BatchShape, ImageBatch } from "../images/batch";
import type { Random } from "../random";
import { drawEachMask } from "./canvas";
import { openRectangle } from "./drawing";

export interface SquareMaskOptions {
  /** Side of the hole in pixels; default 8. */
  readonly side?: number;
  /** Also draw the last possible row and column, which the report's code leaves out; default false. */
  readonly fullRange?: boolean;
}

/** knownMask uint8 [N,H,W,1], one square hole per image. `shape` is that of the images. Throws if the square does not fit. */
export function drawSquareMasks(shape: BatchShape, random: Random, options: SquareMaskOptions = {}): ImageBatch {
  const { side = 8, fullRange = false } = options;
  const [, height, width] = shape;
  const slack = fullRange ? 0 : 1;
  if (!(Number.isInteger(side) && side >= 1) || side > Math.min(height, width) - slack) {
    throw new Error(
      `Expected a square side from 1 to ${Math.min(height, width) - slack} for ${height}×${width} images, ` +
        `but received ${side}. Choose a smaller square.`,
    );
  }
  return drawEachMask(shape, (canvas) => {
    const top = random.integer(0, height - side - slack);
    const left = random.integer(0, width - side - slack);
    openRectangle(canvas, { top, left, height: side, width: side });
  });
}

/** 8×8 anywhere in the image: knownMask uint8 [N,H,W,1]. */
export function drawSquare8FullRangeMasks(shape: BatchShape, random: Random): ImageBatch {
  return drawSquareMasks(shape, random, { fullRange: true });
}
