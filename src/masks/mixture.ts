// Masks from several families, drawn in given shares: what a network is trained on that has to fill any hole. The mixture of
// the residual inpainter covers the ten sets of the benchmark and puts wider families beside them, so that it does not
// learn single masks only.
import { imageBatch, type BatchShape, type ImageBatch } from "../images";
import type { Random } from "../random";
import { drawArticleLineMasks } from "./articleLines";
import { drawCentreSquareMasks } from "./centreSquare";
import { drawEverySecondRowMasks } from "./everySecondRow";
import { drawIndependentPixelMasks } from "./independentPixels";
import { drawLostBlockMasks } from "./lostBlocks";
import { drawOverlappingBlockMasks } from "./overlappingBlocks";
import { drawRectangleMasks } from "./rectangle";
import { drawRectangle28x14Masks } from "./rectangle28x14";
import { drawSquareMasks } from "./square";
import { drawSuperResolutionMasks } from "./superResolution";
import { drawThreeTechniqueMasks } from "./threeTechniques";

export interface MixturePart {
  /** The part of the masks that come from here; the shares of a mixture add up to 1. */
  readonly share: number;
  readonly draw: (shape: BatchShape, random: Random) => ImageBatch;
}

const families = {
  square8: (shape, random) => drawSquareMasks(shape, random, { fullRange: true }),
  centre16: drawCentreSquareMasks,
  rectangle28x14: drawRectangle28x14Masks,
  rectangles: (shape, random) => drawRectangleMasks(shape, random, { longest: 19 }),
  pixels: (shape, random) => drawIndependentPixelMasks(shape, random, { holeProbability: 0.3 + 0.45 * random.uniform() }),
  articleLines: drawArticleLineMasks,
  threeTechniques: drawThreeTechniqueMasks,
  everySecondRow: drawEverySecondRowMasks,
  superResolution: drawSuperResolutionMasks,
  overlappingBlocks: drawOverlappingBlockMasks,
  lostBlocks: drawLostBlockMasks,
} satisfies { readonly [family: string]: MixturePart["draw"] };

const allFamilies = (shares: { readonly [family in keyof typeof families]: number }): readonly MixturePart[] =>
  Object.entries(families).map(([family, draw]) => ({ share: shares[family as keyof typeof families], draw }));

/** For images of 32×32 pixels. The shares of large holes are small, since every hole pixel counts alike in the loss. */
export const inpainterMixture: readonly MixturePart[] = allFamilies({
  square8: 0.25, centre16: 0.1, rectangle28x14: 0.07, rectangles: 0.1, pixels: 0.17, articleLines: 0.1, threeTechniques: 0.1,
  everySecondRow: 0.03, superResolution: 0.04, overlappingBlocks: 0.02, lostBlocks: 0.02,
});

/** For training on: seven masks of eight from four families, a little of all others, so that none is forgotten. */
export const focusedMixture: readonly MixturePart[] = allFamilies({
  square8: 0.37, centre16: 0.19, rectangle28x14: 0.1, rectangles: 0.02, pixels: 0.22, articleLines: 0.03, threeTechniques: 0.03,
  everySecondRow: 0.01, superResolution: 0.01, overlappingBlocks: 0.01, lostBlocks: 0.01,
});

/** For going on after those: a third of the masks has holes of independent pixels, whose loss is small beside large holes. */
export const pixelMixture: readonly MixturePart[] = allFamilies({
  square8: 0.31, centre16: 0.17, rectangle28x14: 0.08, rectangles: 0.02, pixels: 0.32, articleLines: 0.03, threeTechniques: 0.03,
  everySecondRow: 0.01, superResolution: 0.01, overlappingBlocks: 0.01, lostBlocks: 0.01,
});

/** What a run names in its settings. */
export const namedMixtures: Readonly<Record<"focused mixture" | "pixel mixture", readonly MixturePart[]>> = {
  "focused mixture": focusedMixture, "pixel mixture": pixelMixture,
};

/** knownMask uint8 [N,H,W,1], the family of each drawn by itself. Throws unless the shares add up to 1. */
export function drawMixedMasks(
  shape: BatchShape, random: Random, mixture: readonly MixturePart[] = inpainterMixture,
): ImageBatch {
  const shares = mixture.map(({ share }) => share), whole = shares.reduce((sum, share) => sum + share, 0);
  if (!(Math.abs(whole - 1) < 1e-6) || shares.some((share) => share < 0)) {
    throw new Error(`Expected shares of a mixture that add up to 1, but received ${shares.join(", ")}. ` +
      `Use for example 0.5 and 0.5.`);
  }
  const [count, height, width, channels] = shape, size = height * width, data = new Uint8Array(count * size);
  for (let i = 0; i < count; i++) data.set(choosePart(mixture, random).draw([1, height, width, channels], random).data, i * size);
  return imageBatch(data, [count, height, width, 1]);
}

function choosePart(mixture: readonly MixturePart[], random: Random): MixturePart {
  let left = random.uniform();
  return mixture.find(({ share }) => (left -= share) < 0) ?? mixture[mixture.length - 1];
}
