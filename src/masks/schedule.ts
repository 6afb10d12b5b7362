// Which masks a training run uses. Text and code of the report disagree: the code draws one 8×8 square per image
// before training and keeps it ("fixed"); the text (section 4.2) says that size and position vary per image and epoch
// ("fresh": sides 4..12, our range). The validation masks are drawn once per run in both, from the same family.
import type { BatchShape, ImageBatch } from "../images";
import { randomStream } from "../random";
import { drawRectangleMasks } from "./rectangle";
import { drawSquareMasks } from "./square";

export type MaskSetting = "fixed" | "fresh";
export const maskSettings: readonly MaskSetting[] = ["fixed", "fresh"];

/** The masks of a whole set of images for one epoch: knownMask uint8 [N,H,W,1]; "fixed" gives the same for every epoch. */
export function trainingMasks(setting: MaskSetting, shape: BatchShape, seed: number, epoch: number): ImageBatch {
  if (setting === "fixed") return drawSquareMasks(shape, randomStream(seed, "training masks"));
  return drawRectangleMasks(shape, randomStream(seed, "training masks", epoch));
}

/** The masks that validate a run, drawn once: knownMask uint8 [N,H,W,1]. */
export function validationMasks(setting: MaskSetting, shape: BatchShape, seed: number): ImageBatch {
  const random = randomStream(seed, "validation masks");
  return setting === "fixed" ? drawSquareMasks(shape, random) : drawRectangleMasks(shape, random);
}

/** trainingMasks as a function of the epoch that draws no masks twice in a row. */
export function trainingMasksByEpoch(setting: MaskSetting, shape: BatchShape, seed: number): (epoch: number) => ImageBatch {
  let drawn: { epoch: number; knownMask: ImageBatch } | null = null;
  return (epoch) => {
    const key = setting === "fixed" ? 1 : epoch;
    if (drawn?.epoch !== key) drawn = { epoch: key, knownMask: trainingMasks(setting, shape, seed, key) };
    return drawn.knownMask;
  };
}
