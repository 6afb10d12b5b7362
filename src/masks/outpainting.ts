// Outpainting: the centre is known, a frame round it is the hole, so every hole pixel must be extrapolated outwards.
import type { BatchShape, ImageBatch } from "../images/batch";
import type { Random } from "../random";
import { drawEachMask, scaleLength } from "./canvas";
import { checkWhole } from "./checks";
import { openRectangle } from "./drawing";

export interface OutpaintingMaskOptions {
  /** Width of the frame in pixels; default an eighth of the shorter side: 4 of 32, which leaves 56 % known. */
  readonly frame?: number;
}

/** knownMask uint8 [N,H,W,1], the same in all. Throws if the frame leaves no centre. */
export function drawOutpaintingMasks(
  shape: BatchShape,
  _random: Random,
  options: OutpaintingMaskOptions = {},
): ImageBatch {
  const [, height, width] = shape;
  const { frame = scaleLength(1, { height, width }, 8) } = options;
  checkWhole(
    "the width of the frame",
    frame,
    1,
    Math.ceil(Math.min(height, width) / 2) - 1,
    `Choose one that leaves a centre in ${height}×${width} images.`,
  );
  return drawEachMask(shape, (canvas) => {
    openRectangle(canvas, { top: 0, left: 0, height: frame, width });
    openRectangle(canvas, { top: height - frame, left: 0, height: frame, width });
    openRectangle(canvas, { top: 0, left: 0, height, width: frame });
    openRectangle(canvas, { top: 0, left: width - frame, height, width: frame });
  });
}
