// The table of mask families. Each takes (shape of the images, random) and returns a knownMask, 1 = known, 0 = hole.
import type { BatchShape, ImageBatch } from "../images";
import type { Random } from "../random";
import { drawRectangleMasks } from "./rectangle";
import { drawSquareMasks } from "./square";

export type DrawMasks = (shape: BatchShape, random: Random) => ImageBatch;

export const maskFamilies: { readonly [name: string]: DrawMasks } = {
  /** The report's code: 8×8, corners 0..23. */
  square8: (shape, random) => drawSquareMasks(shape, random),
  /** The report's text, with our range: sides 4..12, anywhere. */
  rectangles4to12: (shape, random) => drawRectangleMasks(shape, random),
};
