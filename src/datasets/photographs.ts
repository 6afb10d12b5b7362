// Photographs as what an experiment is trained on and validated with: crops of most of them, new in every epoch, and crops of a
// few that are held out. How they are read and kept is the maker's: here all lie in memory.
import type { CropSettings } from "../augmentation/cropSettings";
import type { ImageBatch } from "../images/batch";
import { randomStream, shuffledPositions } from "../random";
import type { ImageSource } from "./imageSource";
import { pictureCrops, validationCrops } from "./pictureCrops";

export interface Photographs {
  /** "BSDS500, 300 training and validation photographs": what figures and records print. */
  readonly title: string;
  /** Identifies the content: the same text, the same pictures in the same order. */
  readonly fingerprint: string;
  readonly synthetic: false;
  /** The name of the folder they come from, which then stands in the names of runs; null for the set that experiments name. */
  readonly folder: string | null;
  readonly crops: CropSettings;
  /** Training crops in an epoch. */
  readonly trainCount: number;
  /** The first `count` of an epoch's crops. */
  trainCrops(seed: number, epoch: number, count?: number): ImageSource;
  /** Crops of the pictures that are held out, uint8 [N,size,size,3]. */
  readonly heldOut: ImageBatch;
}

/** Photographs that no training sees, whole. */
export interface WholePhotographs {
  /** "BSDS500" */
  readonly title: string;
  /** Identifies the content. */
  readonly fingerprint: string;
  /** Each uint8 [1,H,W,3], of its own size. */
  readonly images: readonly ImageBatch[];
}

export interface PictureSplit {
  /** Positions, in order. */
  readonly train: Int32Array;
  readonly heldOut: Int32Array;
}

/** No set needs more to be validated. */
const mostHeldOut = 200;

/** A tenth of the pictures held out, at least one and at most 200, drawn by a seed. Throws for fewer than two. */
export function splitPictures(count: number, seed = 1): PictureSplit {
  if (!(Number.isInteger(count) && count >= 2)) {
    throw new Error(
      `Expected at least two pictures, one to train on and one to hold out, but received ${count}. Add pictures.`,
    );
  }
  const heldOut = Math.max(1, Math.min(mostHeldOut, Math.floor(count / 10)));
  const positions = shuffledPositions(count, randomStream(seed, "held-out pictures"));
  return { train: positions.subarray(heldOut).sort(), heldOut: positions.subarray(0, heldOut).sort() };
}

/** Decoded pictures [1,H,W,3], uint8 or float32, split by splitPictures. Throws as it and pictureCrops do. */
export function photographsInMemory(
  pictures: readonly ImageBatch[],
  crops: CropSettings,
  {
    title,
    fingerprint,
    folder = null,
  }: Pick<Photographs, "title" | "fingerprint"> & { readonly folder?: string | null },
): Photographs {
  const split = splitPictures(pictures.length);
  const train = Array.from(split.train, (position) => pictures[position]);
  return {
    title,
    fingerprint,
    synthetic: false,
    folder,
    crops,
    trainCount: train.length * crops.perPicture,
    trainCrops: (seed, epoch, count) =>
      pictureCrops(train, { crops, seed, epoch, count, name: `${title}, training crops`, fingerprint }),
    heldOut: validationCrops(
      Array.from(split.heldOut, (position) => pictures[position]),
      crops,
    ),
  };
}
