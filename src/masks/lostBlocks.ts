// Lost macroblocks, as error concealment meets them: the image is cut into square blocks from its upper left corner, and each
// block is lost by itself with the same probability. Blocks at the right and lower border are cut off where the image ends.
// A mask that loses all blocks or none is drawn again (canvas.ts).
import type { BatchShape, ImageBatch } from "../images/batch";
import type { Random } from "../random";
import { drawEachMask } from "./canvas";
import { checkShare, checkWhole } from "./checks";
import { openRectangle } from "./drawing";

export interface LostBlockMaskOptions {
  /** Side of a block in pixels; default 16, the macroblock of MPEG and H.264, and 8 where a side of the image is below 64. */
  readonly block?: number;
  /** Probability that a block is lost, between 0 and 1; default 0.25. */
  readonly lossProbability?: number;
}

/** knownMask uint8 [N,H,W,1]. Throws if the image is a single block. */
export function drawLostBlockMasks(shape: BatchShape, random: Random, options: LostBlockMaskOptions = {}): ImageBatch {
  const [, height, width] = shape;
  const { block = Math.min(height, width) < 64 ? 8 : 16, lossProbability = 0.25 } = options;
  checkWhole(
    "the side of a block",
    block,
    1,
    Math.max(height, width) - 1,
    `Choose one below the longer side of ${height}×${width} images.`,
  );
  checkShare("lossProbability", lossProbability);
  return drawEachMask(shape, (canvas) => {
    for (let top = 0; top < height; top += block) {
      for (let left = 0; left < width; left += block) {
        if (random.uniform() < lossProbability) openRectangle(canvas, { top, left, height: block, width: block });
      }
    }
  });
}
