// Decoded pictures of any size as a source of training images: crops of one size, several of each picture where that is wanted,
// others in every epoch. What a crop shows depends on seed, epoch and position alone, so a continued training cuts the same ones.
import { cutCrop } from "../augmentation/cutCrop";
import { checkCropSettings, plainCrops, type CropSettings } from "../augmentation/cropSettings";
import { checkPositions, joinImages, shapeText, toFloat, type ImageBatch } from "../images/batch";
import { randomStream } from "../random";
import type { ImageSource } from "./imageSource";

/** Which crops: two sources with the same of these give the same crops of the same pictures, bit for bit. */
export interface CropKey {
  readonly crops: CropSettings;
  readonly seed: number;
  /** Counted from 1. */
  readonly epoch: number;
}

export interface PictureCropsOptions extends CropKey {
  readonly name?: string;
  readonly fingerprint?: string;
  /** At most so many crops, from position 0 on; default: all, perPicture of each picture. */
  readonly count?: number;
}

/**
 * Crops of pictures, each [1,H,W,3] in uint8 or float32, as a source that augments when asked. Throws for settings that make no sense
 * and for pictures that are no such batch or smaller than a crop.
 */
export function pictureCrops(pictures: readonly ImageBatch[], options: PictureCropsOptions): ImageSource {
  const { crops, name = "crops of pictures", fingerprint = "" } = options;
  checkCropSettings(crops);
  pictures.forEach((picture, i) => checkPicture(picture, i, crops.size));
  const count = Math.min(options.count ?? Infinity, pictures.length * crops.perPicture);
  return {
    name,
    fingerprint,
    count,
    size: [crops.size, crops.size, 3],
    batch: (positions) => {
      checkPositions(positions, count);
      return joinImages(
        Array.from(positions, (position) => toFloat(cropAt(pictures[position % pictures.length], options, position))),
      );
    },
  };
}

/** The crop at this position of an epoch, of its picture (position modulo the number of pictures), in the picture's type. */
export function cropAt<Batch extends ImageBatch>(
  picture: Batch,
  { crops, seed, epoch }: CropKey,
  position: number,
): Batch {
  return cutCrop(picture, crops, randomStream(seed, "crops", epoch, position));
}

/** The key of the crops that validate: one draw for all seeds, neither scaled nor turned nor coloured. */
export function validationKey({ size, perPicture, shorterSide }: CropSettings): CropKey {
  return { crops: { ...plainCrops, size, perPicture, shorterSide }, seed: 1, epoch: 0 };
}

/**
 * What validates: as many crops of each picture as an epoch has, [N,size,size,3], in the pictures' type. Throws as pictureCrops does, and
 * where there is no picture.
 */
export function validationCrops(pictures: readonly ImageBatch[], crops: CropSettings): ImageBatch {
  const key = validationKey(crops);
  pictures.forEach((picture, i) => checkPicture(picture, i, crops.size));
  return joinImages(
    Array.from({ length: pictures.length * crops.perPicture }, (_, position) =>
      cropAt(pictures[position % pictures.length], key, position),
    ),
  );
}

function checkPicture({ shape }: ImageBatch, index: number, size: number): void {
  if (shape[0] === 1 && shape[1] >= size && shape[2] >= size && shape[3] === 3) return;
  throw new Error(
    `Expected pictures [1,H,W,3] of at least ${size}×${size} pixels, but received ${shapeText(shape)} at position ${index}. ` +
      `Leave it out, or cut smaller crops.`,
  );
}
