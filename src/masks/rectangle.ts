// One rectangular hole per image, both sides and the position drawn anew: our reading of the report's text
// (section 4.2: size and position vary per image and epoch), which gives no range. Ours: sides uniform over 4..12.
import { imageBatch, type BatchShape, type ImageBatch } from "../images";
import type { Random } from "../random";

export interface RectangleMaskOptions {
  /** Shortest side in pixels; default 4. */
  readonly shortest?: number;
  /** Longest side in pixels; default 12. */
  readonly longest?: number;
}

/** A hole's place in pixels. */
export interface Rectangle {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** knownMask uint8 [N,H,W,1]; height and width of the hole are independent, its position any inside the image. */
export function drawRectangleMasks(shape: BatchShape, random: Random, options: RectangleMaskOptions = {}): ImageBatch {
  const { shortest = 4, longest = 12 } = options;
  const [count, height, width] = shape;
  if (!(shortest >= 1 && shortest <= longest && longest <= Math.min(height, width))) {
    throw new Error(`Expected sides 1 ≤ shortest ≤ longest ≤ ${Math.min(height, width)} for ${height}×${width} images, ` +
      `but received ${shortest} and ${longest}. Choose sides that fit.`);
  }
  const data = withoutHoles(shape);
  for (let i = 0; i < count; i++) {
    const holeHeight = random.integer(shortest, longest), holeWidth = random.integer(shortest, longest);
    const top = random.integer(0, height - holeHeight), left = random.integer(0, width - holeWidth);
    openRectangle(data, shape, i, { top, left, height: holeHeight, width: holeWidth });
  }
  return imageBatch(data, [count, height, width, 1]);
}

/** The same hole, placed by hand, in each of the images: knownMask uint8 [N,H,W,1]. */
export function placeRectangleMask(shape: BatchShape, hole: Rectangle): ImageBatch {
  const [count, height, width] = shape;
  if (hole.top < 0 || hole.left < 0 || hole.top + hole.height > height || hole.left + hole.width > width) {
    throw new Error(`Expected a hole inside ${height}×${width} pixels, but received top ${hole.top}, left ${hole.left}, ` +
      `height ${hole.height}, width ${hole.width}. Move or shrink it.`);
  }
  const data = withoutHoles(shape);
  for (let i = 0; i < count; i++) openRectangle(data, shape, i, hole);
  return imageBatch(data, [count, height, width, 1]);
}

/** All pixels known: uint8 ones for N masks of H×W. */
export function withoutHoles([count, height, width]: BatchShape): Uint8Array {
  return new Uint8Array(count * height * width).fill(1);
}

/** Sets the rectangle to 0 in the mask of image `index`. */
export function openRectangle(data: Uint8Array, [, height, width]: BatchShape, index: number, hole: Rectangle): void {
  for (let row = hole.top; row < hole.top + hole.height; row++) {
    const start = (index * height + row) * width + hole.left;
    data.fill(0, start, start + hole.width);
  }
}
