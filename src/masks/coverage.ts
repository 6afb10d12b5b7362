// Masks that grow until they cover a share of the image drawn beforehand. This makes hole fractions a matter of choice and
// the same at every image size, where fixed counts of shapes would give each size its own. The last shape may pass the mark.
import type { BatchShape, ImageBatch } from "../images/batch";
import type { Random } from "../random";
import { drawEachMask, type MaskCanvas } from "./canvas";

export interface CoverageOptions {
  /** The share to reach is uniform from here; default 0.075. */
  readonly lowestFraction?: number;
  /** To here; default 0.43. */
  readonly highestFraction?: number;
}

/** Prepares a mask; each call of the result opens a little more and says how many known pixels became holes. */
export type Technique = (canvas: MaskCanvas, random: Random) => () => number;

/** knownMask uint8 [N,H,W,1]; `choose` names the technique of each mask. Throws unless 0 < lowest ≤ highest < 1. */
export function drawCoveringMasks(
  shape: BatchShape,
  random: Random,
  choose: () => Technique,
  options: CoverageOptions,
): ImageBatch {
  const { lowestFraction = 0.075, highestFraction = 0.43 } = options;
  if (!(lowestFraction > 0 && lowestFraction <= highestFraction && highestFraction < 1)) {
    throw new Error(
      `Expected hole fractions 0 < lowest ≤ highest < 1, but received ${lowestFraction} and ` +
        `${highestFraction}. Use for example 0.1 and 0.4.`,
    );
  }
  return drawEachMask(shape, (canvas) => {
    const technique = choose();
    const fraction = lowestFraction + (highestFraction - lowestFraction) * random.uniform();
    const wanted = fraction * canvas.pixels.length;
    const open = technique(canvas, random);
    for (let holes = 0; holes < wanted;) holes += open();
  });
}
