// The figures of one method on one set of masks, pooled over all images; every name says which pixels it is about.
import * as v from "valibot";
import { toFloat, type ImageBatch } from "../images/batch";
import { imageCrossentropy } from "./crossentropy";
import { pooledL1, pooledMse, psnrDb } from "./hole";

export interface FillFigures {
  readonly holeMse: number;
  readonly pooledHolePsnrDb: number;
  readonly holeL1: number;
  /** 0 for a method that leaves known pixels alone. */
  readonly knownMse: number;
  readonly fullImageMse: number;
  /** In nats, over the whole image; see entropyFloor for its lowest value. */
  readonly fullImageCrossentropy: number;
}

export const fillFiguresSchema: v.GenericSchema<FillFigures> = v.looseObject({
  holeMse: v.number(),
  pooledHolePsnrDb: v.number(),
  holeL1: v.number(),
  knownMse: v.number(),
  fullImageMse: v.number(),
  fullImageCrossentropy: v.number(),
});

/** Compares `filled` [N,H,W,C] with the ground truth, in the hole, outside it and over the whole image. */
export function measureFill(groundTruth: ImageBatch, filled: ImageBatch, knownMask: ImageBatch): FillFigures {
  const truth = toFloat(groundTruth);
  const holeMse = pooledMse(truth, filled, knownMask, "hole");
  return {
    holeMse,
    pooledHolePsnrDb: psnrDb(holeMse),
    holeL1: pooledL1(truth, filled, knownMask, "hole"),
    knownMse: pooledMse(truth, filled, knownMask, "known"),
    fullImageMse: pooledMse(truth, filled, knownMask, "full"),
    fullImageCrossentropy: imageCrossentropy(truth, filled),
  };
}

/** One row of a table of methods. */
export type FillRow = { readonly method: string } & FillFigures;

/** measureFill for several methods on the same images and masks. */
export function compareFills(
  groundTruth: ImageBatch,
  knownMask: ImageBatch,
  filled: { readonly [method: string]: ImageBatch },
): FillRow[] {
  return Object.entries(filled).map(([method, images]) => ({ method, ...measureFill(groundTruth, images, knownMask) }));
}
