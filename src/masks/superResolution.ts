// Super-resolution as inpainting: of each square of factor × factor pixels only the upper left one is known, so rows and
// columns divisible by the factor cross at known pixels. The known pixels are samples, not averages, of the large image.
import type { BatchShape, ImageBatch } from "../images/batch";
import type { Random } from "../random";
import { drawEachMask } from "./canvas";
import { checkWhole } from "./checks";
import { openSpan } from "./drawing";

export interface SuperResolutionMaskOptions {
  /** Distance between known pixels; default 2. */
  readonly factor?: number;
}

/** knownMask uint8 [N,H,W,1], the same in all. Throws unless 2 ≤ factor ≤ the shorter side. */
export function drawSuperResolutionMasks(
  shape: BatchShape,
  _random: Random,
  options: SuperResolutionMaskOptions = {},
): ImageBatch {
  const { factor = 2 } = options;
  const [, height, width] = shape;
  checkWhole("factor", factor, 2, Math.min(height, width), `Choose one that fits ${height}×${width} images.`);
  return drawEachMask(shape, (canvas) => {
    for (let row = 0; row < height; row++) {
      openSpan(canvas, row, 0, width - 1);
      if (row % factor === 0)
        for (let column = 0; column < width; column += factor) canvas.pixels[row * width + column] = 1;
    }
  });
}
