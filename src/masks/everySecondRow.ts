// Every second row is a hole: one field of an interlaced picture. Rows 1, 3, 5, … are the holes.
import type { BatchShape, ImageBatch } from "../images/batch";
import type { Random } from "../random";
import { drawEachMask } from "./canvas";
import { checkWhole } from "./checks";
import { openSpan } from "./drawing";

/** knownMask uint8 [N,H,W,1], the same in all. Throws if the images have a single row. */
export function drawEverySecondRowMasks(shape: BatchShape, _random: Random): ImageBatch {
  checkWhole("the images' height", shape[1], 2, Infinity, "A single row is known: use higher images.");
  return drawEachMask(shape, (canvas) => {
    for (let row = 1; row < canvas.height; row += 2) openSpan(canvas, row, 0, canvas.width - 1);
  });
}
