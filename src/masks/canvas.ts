// What every family shares: a batch of masks is drawn image by image on a canvas, and each mask must end with at least
// one hole pixel and one known pixel, since nothing can be filled or measured otherwise. A mask that ends without one of
// them by chance is drawn again, so that the family's distribution is the stated one on the condition that both are there.
import { imageBatch, type BatchShape, type ImageBatch } from "../images/batch";

/** The mask of one image while it is drawn: 1 = known, 0 = hole, row by row. */
export interface MaskCanvas {
  readonly pixels: Uint8Array;
  readonly height: number;
  readonly width: number;
}

const mostDrawings = 100;

/**
 * knownMask uint8 [N,H,W,1] for images of the given shape; `draw` opens holes in a canvas on which all is known. Throws
 * if an image has fewer than two pixels, or if 100 drawings in a row leave no hole or nothing known.
 */
export function drawEachMask(shape: BatchShape, draw: (canvas: MaskCanvas, index: number) => void): ImageBatch {
  const [count, height, width] = shape;
  const size = height * width;
  if (![count, height, width].every((side) => Number.isInteger(side) && side >= 0) || size < 2) {
    throw new Error(
      `Expected images of at least two pixels, but received ${count} of ${height}×${width}. ` +
        `Draw masks for larger images.`,
    );
  }
  const data = new Uint8Array(count * size);
  for (let i = 0; i < count; i++) {
    const pixels = data.subarray(i * size, (i + 1) * size);
    let drawings = 0;
    do {
      if (drawings++ === mostDrawings) {
        throw new Error(
          `Expected masks of ${height}×${width} pixels with a hole and a known pixel, but received ` +
            `${mostDrawings} in a row without one of them. Choose less extreme options or larger images.`,
        );
      }
      pixels.fill(1);
      draw({ pixels, height, width }, i);
    } while (!pixels.includes(0) || !pixels.includes(1));
  }
  return imageBatch(data, [count, height, width, 1]);
}

/** A length made for images whose shorter side is `madeFor` pixels, in whole pixels of another size; at least 1. */
export function scaleLength(
  length: number,
  { height, width }: { height: number; width: number },
  madeFor: number,
): number {
  return Math.max(1, Math.round((length * Math.min(height, width)) / madeFor));
}
