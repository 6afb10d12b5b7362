// Masks for the images of a source, handed out by position as the images are: a whole set drawn beforehand, or each mask drawn
// when it is asked for, so that large images need no set in memory.
import { checkPositions, imageBatch, takeMasks, type FloatImageBatch, type ImageBatch } from "../images/batch";

export interface MaskSource {
  /** The masks of the images at these positions: float32 [n,H,W,1], 1 = known, 0 = hole. */
  batch(positions: ArrayLike<number>): FloatImageBatch;
  /** All masks [N,H,W,1], where they are in memory. */
  readonly knownMask?: ImageBatch;
}

/** A source whose masks lie in memory as a whole. */
export interface MasksInMemory extends MaskSource {
  readonly knownMask: ImageBatch;
}

/** A set of masks [N,H,W,1] as a source. */
export function masksInMemory(knownMask: ImageBatch): MasksInMemory {
  return { knownMask, batch: (positions) => takeMasks(knownMask, positions) };
}

/** Masks of `count` images that `drawMask(position)` draws one by one, each [1,H,W,1]: the same position, the same mask. */
export function masksDrawnOneByOne(count: number, drawMask: (position: number) => ImageBatch): MaskSource {
  return {
    batch: (positions) => {
      checkPositions(positions, count);
      return stacked(Array.from(positions, (position) => drawMask(position)));
    },
  };
}

/** The same, but all images of a batch have the mask of its first position. */
export function masksSharedInBatch(count: number, drawMask: (position: number) => ImageBatch): MaskSource {
  return {
    batch: (positions) => {
      checkPositions(positions, count);
      const mask = drawMask(positions[0]);
      return stacked(Array.from(positions, () => mask));
    },
  };
}

function stacked(masks: readonly ImageBatch[]): FloatImageBatch {
  const [, height, width] = masks[0].shape;
  const data = new Float32Array(masks.length * height * width);
  masks.forEach((mask, i) => data.set(mask.data, i * height * width));
  return imageBatch(data, [masks.length, height, width, 1]);
}
