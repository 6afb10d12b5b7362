// The one hole of tommasobattisti/Image-inpainting-over-CIFAR-10: 28 rows by 14 columns at the right of the middle, rows 2..29
// and columns 16..29 of a 32×32 image. Its edges keep their place in proportion in images of other sizes.
import type { BatchShape, ImageBatch } from "../images/batch";
import type { Random } from "../random";
import { drawEachMask } from "./canvas";
import { openRectangle } from "./drawing";

/** knownMask uint8 [N,H,W,1], the same hole in all. Throws if an image is so small that nothing of it is left. */
export function drawRectangle28x14Masks(shape: BatchShape, _random: Random): ImageBatch {
  const [, height, width] = shape;
  const [top, bottom] = [2, 30].map((row) => Math.round((row * height) / 32));
  const [left, right] = [16, 30].map((column) => Math.round((column * width) / 32));
  if (bottom <= top || right <= left) {
    throw new Error(
      `Expected images in which a 28×14 hole of 32×32 is at least one pixel, but received ${height}×${width}. ` +
        `Use images of 4×4 pixels or more.`,
    );
  }
  return drawEachMask(
    shape,
    (canvas) => void openRectangle(canvas, { top, left, height: bottom - top, width: right - left }),
  );
}
