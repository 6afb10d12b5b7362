// One rectangular hole per image, both sides and the position drawn anew: our reading of the report's text
// (section 4.2: size and position vary per image and epoch), which gives no range. Ours: sides uniform over 4..12.
import { imageBatch, type BatchShape, type ImageBatch } from "../images/batch";
import type { Random } from "../random";
import { drawEachMask } from "./canvas";
import { openRectangle, type Rectangle } from "./drawing";

export interface RectangleMaskOptions {
  /** Shortest side in pixels; default 4. */
  readonly shortest?: number;
  /** Longest side in pixels; default 12. */
  readonly longest?: number;
}

/** knownMask uint8 [N,H,W,1]; height and width of the hole are independent, its position any inside the image. */
export function drawRectangleMasks(shape: BatchShape, random: Random, options: RectangleMaskOptions = {}): ImageBatch {
  const { shortest = 4, longest = 12 } = options;
  const [, height, width] = shape;
  if (!(shortest >= 1 && shortest <= longest && longest <= Math.min(height, width))) {
    throw new Error(
      `Expected sides 1 ≤ shortest ≤ longest ≤ ${Math.min(height, width)} for ${height}×${width} images, ` +
        `but received ${shortest} and ${longest}. Choose sides that fit.`,
    );
  }
  return drawEachMask(shape, (canvas) => {
    const holeHeight = random.integer(shortest, longest);
    const holeWidth = random.integer(shortest, longest);
    const top = random.integer(0, height - holeHeight);
    const left = random.integer(0, width - holeWidth);
    openRectangle(canvas, { top, left, height: holeHeight, width: holeWidth });
  });
}

/**
 * Sides 4 to 19, up to a third of a 32×32 image: knownMask uint8 [N,H,W,1].
 * Throws unless the images are at least 19 pixels high and wide.
 */
export function drawRectangles4to19Masks(shape: BatchShape, random: Random): ImageBatch {
  return drawRectangleMasks(shape, random, { longest: 19 });
}

/** The same hole, placed by hand, in each of the images: knownMask uint8 [N,H,W,1]. It may be empty or the whole image. */
export function placeRectangleMask(shape: BatchShape, hole: Rectangle): ImageBatch {
  const [count, height, width] = shape;
  if (hole.top < 0 || hole.left < 0 || hole.top + hole.height > height || hole.left + hole.width > width) {
    throw new Error(
      `Expected a hole inside ${height}×${width} pixels, but received top ${hole.top}, left ${hole.left}, ` +
        `height ${hole.height}, width ${hole.width}. Move or shrink it.`,
    );
  }
  const pixels = new Uint8Array(count * height * width).fill(1);
  const column = { pixels, height: count * height, width }; // all masks, one above the other
  for (let i = 0; i < count; i++) openRectangle(column, { ...hole, top: i * height + hole.top });
  return imageBatch(pixels, [count, height, width, 1]);
}
