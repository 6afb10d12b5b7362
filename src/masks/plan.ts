// Which masks a training uses and how often they are drawn, as settings. Text and code of the report disagree: the code draws
// one 8×8 square per image before training and keeps it ("fixed"); the text (section 4.2) says that size and position vary per
// image and epoch ("fresh": sides 4..12, our range). The validation masks are drawn once in both, from the same family.
import * as v from "valibot";
import type { BatchShape, ImageBatch } from "../images/batch";
import { randomStream, type Random } from "../random";
import { drawNamedMasks, maskFunctions } from "./named";

export interface MaskPlan {
  /** A name in maskFamilies or maskMixtures. */
  readonly family: string;
  /**
   * "once": an image has the same mask in every epoch. "every epoch": the masks of all images are drawn before an epoch
   * begins. "every image": a mask is drawn when its image is asked for, another in each epoch, so that no epoch of masks is held
   * in memory. "every batch": as that, but all images of a batch share the mask of its first one.
   */
  readonly drawn: "once" | "every epoch" | "every image" | "every batch";
}

export const maskPlanSchema: v.GenericSchema<MaskPlan> = v.looseObject({
  family: v.string(),
  drawn: v.picklist(["once", "every epoch", "every image", "every batch"]),
});

/** A plan whose masks are drawn for all images together. */
export interface EpochMaskPlan extends MaskPlan {
  readonly drawn: "once" | "every epoch";
}

/** Masks of all images together. */
export interface EpochMasks {
  readonly kind: "epoch";
  /** knownMask uint8 [N,H,W,1] of an epoch, counted from 1. Asked for again in a row, masks are not drawn again. */
  readonly masksOf: (epoch: number) => ImageBatch;
}

/** Masks of single images. */
export interface ImageMasks {
  /** "batch": the images of a batch share the mask of its first one. */
  readonly kind: "image" | "batch";
  /** knownMask uint8 [1,H,W,1] of the image at this position, counted from 0, in an epoch, counted from 1. */
  readonly maskOf: (epoch: number, position: number) => ImageBatch;
}

export type TrainingMasks = EpochMasks | ImageMasks;

/** What the report's code does, and what its text says. */
export type MaskSetting = "fixed" | "fresh";

export const reportMaskPlans: { readonly [setting in MaskSetting]: EpochMaskPlan } = {
  fixed: { family: "square8", drawn: "once" },
  fresh: { family: "rectangles4to12", drawn: "every epoch" },
};

/**
 * The masks of a training for images of this shape [N,H,W,C]; the same seed gives the same masks.
 * Throws where the plan names no masks or no way of drawing them.
 */
export function trainingMasks(plan: EpochMaskPlan, shape: BatchShape, seed: number): EpochMasks;
export function trainingMasks(plan: MaskPlan, shape: BatchShape, seed: number): TrainingMasks;
export function trainingMasks({ family, drawn }: MaskPlan, shape: BatchShape, seed: number): TrainingMasks {
  const purpose = "training masks";
  maskFunctions(family); // throws where there is none of this name
  switch (drawn) {
    case "once":
      return byEpoch(
        () => 0,
        () => drawNamedMasks(family, shape, randomStream(seed, purpose)),
      );
    case "every epoch":
      return byEpoch(
        (epoch) => epoch,
        (epoch) => drawNamedMasks(family, shape, randomStream(seed, purpose, epoch)),
      );
    case "every image":
    case "every batch":
      return {
        kind: drawn === "every image" ? "image" : "batch",
        maskOf: oneByOne(family, shape, (epoch, position) => randomStream(seed, purpose, epoch, position + 1)),
      };
    default:
      throw new Error(
        `Expected masks drawn "once", "every epoch", "every image" or "every batch", but received "${String(drawn)}". ` +
          `Use for example { family: "square8", drawn: "once" }.`,
      );
  }
}

/** The masks that validate a training, drawn once: knownMask uint8 [N,H,W,1] of a plan's family or mixture, or of this name. */
export function validationMasks(masks: string | Pick<MaskPlan, "family">, shape: BatchShape, seed: number): ImageBatch {
  const name = typeof masks === "string" ? masks : masks.family;
  return drawNamedMasks(name, shape, randomStream(seed, "validation masks"));
}

/** Holds the masks that were drawn last, under the key of their epoch. */
function byEpoch(keyOf: (epoch: number) => number, draw: (epoch: number) => ImageBatch): EpochMasks {
  let last: { readonly key: number; readonly knownMask: ImageBatch } | null = null;
  const masksOf = (epoch: number): ImageBatch => {
    const key = keyOf(epoch);
    if (last?.key !== key) last = { key, knownMask: draw(epoch) };
    return last.knownMask;
  };
  return { kind: "epoch", masksOf };
}

function oneByOne(
  family: string,
  [, height, width, channels]: BatchShape,
  streamOf: (epoch: number, position: number) => Random,
): ImageMasks["maskOf"] {
  return (epoch, position) => drawNamedMasks(family, [1, height, width, channels], streamOf(epoch, position));
}
