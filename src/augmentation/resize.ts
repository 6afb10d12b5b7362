// Images and masks in another size.
import type { ImageBatch } from "../images/batch";
import { sampleAffine, type Sampling } from "./affine";

/**
 * The images [N,H,W,C] as [N,height,width,C] in the type that was given; masks with "nearest". Throws unless both sides are whole
 * numbers from 1 up.
 */
export function resize<Batch extends ImageBatch>(
  images: Batch,
  height: number,
  width: number,
  sampling?: Sampling,
): Batch {
  if (![height, width].every((side) => Number.isInteger(side) && side >= 1)) {
    throw new Error(
      `Expected height and width as whole numbers from 1 up, but received ${height} and ${width}. Use for example 256.`,
    );
  }
  const [, fromHeight, fromWidth] = images.shape;
  const map = { origin: [0, 0], across: [fromWidth / width, 0], down: [0, fromHeight / height] } as const;
  return sampleAffine(images, map, [height, width], sampling);
}

/** Height and width with the shorter side so long and the proportions kept, rounded; what is smaller already stays. */
export function withShorterSide(height: number, width: number, shorterSide: number): [number, number] {
  const factor = Math.min(1, shorterSide / Math.min(height, width));
  return [Math.round(height * factor), Math.round(width * factor)];
}
