// The lines of "Introduction to image inpainting with deep learning" (Thakur and Paul, second network and partial
// convolution): 1 to 9 lines per image, end points uniform over 1..31, thickness 1 or 2, drawn as OpenCV draws them, so that
// thickness 2 is three pixels wide. About 15 % of a 32×32 image are holes.
import type { BatchShape, ImageBatch } from "../images/batch";
import type { Random } from "../random";
import { drawEachMask, scaleLength } from "./canvas";
import { checkWhole } from "./checks";
import { openLine, type MaskPoint } from "./drawing";

export interface ArticleLineMaskOptions {
  /** Most lines in an image; default 9. */
  readonly mostLines?: number;
  /** Greatest thickness as cv2.line takes it, for a shorter image side of 32 and in proportion; default 2. */
  readonly thickest?: number;
}

/** knownMask uint8 [N,H,W,1]. End points leave out the first row and column, as there. Images of 2×2 pixels or more. */
export function drawArticleLineMasks(
  shape: BatchShape,
  random: Random,
  options: ArticleLineMaskOptions = {},
): ImageBatch {
  const { mostLines = 9, thickest = 2 } = options;
  const [, height, width] = shape;
  checkWhole("mostLines", mostLines, 1, Infinity, "Use for example 9.");
  checkWhole("thickest", thickest, 1, 32, "Use for example 2.");
  checkWhole("the images' shorter side", Math.min(height, width), 2, Infinity, "Draw masks for larger images.");
  const point = (): MaskPoint => ({ x: random.integer(1, width - 1), y: random.integer(1, height - 1) });
  return drawEachMask(shape, (canvas) => {
    for (let remaining = random.integer(1, mostLines); remaining > 0; remaining--) {
      openLine(canvas, point(), point(), scaleLength(random.integer(1, thickest), canvas, 32));
    }
  });
}
