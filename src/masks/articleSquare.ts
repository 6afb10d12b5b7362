// The square of "Introduction to image inpainting with deep learning" (Thakur and Paul, first network): its corner lies on
// the diagonal, row = column uniform over 0..30, its side is uniform over 1..9, and what passes the border is cut off. The
// article shares one square among the 32 images of a batch; here each image has its own unless `imagesPerSquare` says so.
import type { BatchShape, ImageBatch } from "../images/batch";
import type { Random } from "../random";
import { drawEachMask, scaleLength } from "./canvas";
import { checkWhole } from "./checks";
import { openRectangle, type Rectangle } from "./drawing";

export interface ArticleSquareMaskOptions {
  /** Longest side in pixels; default 9 for a shorter image side of 32, and in proportion. */
  readonly longest?: number;
  /** How many images in a row share a square; default 1, in the article 32. */
  readonly imagesPerSquare?: number;
}

/** knownMask uint8 [N,H,W,1]. For other sizes than 32×32 the diagonal runs from corner to corner. */
export function drawArticleSquareMasks(
  shape: BatchShape,
  random: Random,
  options: ArticleSquareMaskOptions = {},
): ImageBatch {
  const [, height, width] = shape;
  const shorter = Math.min(height, width);
  const { longest = scaleLength(9, { height, width }, 32), imagesPerSquare = 1 } = options;
  checkWhole("the longest side", longest, 1, shorter, `Choose one that fits ${height}×${width} images.`);
  checkWhole("imagesPerSquare", imagesPerSquare, 1, Infinity, "Use for example 32.");
  let square: Rectangle;
  return drawEachMask(shape, (canvas, index) => {
    if (index % imagesPerSquare === 0) {
      const place = random.integer(0, Math.max(0, shorter - 2));
      const side = random.integer(1, longest);
      const top = Math.floor((place * height) / shorter);
      const left = Math.floor((place * width) / shorter);
      square = { top, left, height: side, width: side };
    }
    openRectangle(canvas, square);
  });
}
