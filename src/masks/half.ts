// The right half of the image is the hole and must be continued from the left one, the same in all: the mask "Half" of RePaint
// (Lugmayr et al. 2022, table 1). Of an odd width the middle column is known.
import type { BatchShape, ImageBatch } from "../images/batch";
import type { Random } from "../random";
import { drawEachMask } from "./canvas";
import { checkWhole } from "./checks";
import { openRectangle } from "./drawing";

/** knownMask uint8 [N,H,W,1]. Throws if the images have a single column. */
export function drawHalfMasks(shape: BatchShape, _random: Random): ImageBatch {
  const [, height, width] = shape;
  checkWhole("the images' width", width, 2, Infinity, "A single column is known: use wider images.");
  const left = Math.ceil(width / 2);
  return drawEachMask(shape, (canvas) => void openRectangle(canvas, { top: 0, left, height, width: width - left }));
}
