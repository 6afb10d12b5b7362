// What runs in the workers that make training images: files decoded, crops cut from pictures that threads share or from files that
// are decoded for it. Others import its type only: to run this file is to be a worker.
import { Transfer, worker } from "workerpool";
import { cropAt, type CropKey } from "../../datasets/pictureCrops";
import { joinImages, toFloat, type FloatImageBatch, type ImageBatch } from "../../images/batch";
import { decodePictureFile, reasonOf, type DecodedFile, type LeftOut, type PictureFile } from "./pictureFile";

/** A picture that is kept decoded, or its file with the SHA-256 that it had. */
export type PictureToCut = { readonly picture: ImageBatch } | { readonly file: PictureFile; readonly sha256: string };

export interface CropJob {
  /** One for each position. */
  readonly pictures: readonly PictureToCut[];
  readonly positions: readonly number[];
  readonly key: CropKey;
}

export interface PictureFunctions {
  /** The decoded file, or what is wrong with it. */
  readonly decode: (file: PictureFile, shorterSide: number | null) => Promise<DecodedFile | LeftOut>;
  /** uint8 [n,size,size,3] */
  readonly cut: (job: CropJob) => Promise<ImageBatch>;
  /** The same as float32 in [0,1]. */
  readonly cutFloat: (job: CropJob) => Promise<FloatImageBatch>;
}

async function decode(file: PictureFile, shorterSide: number | null): Promise<DecodedFile | LeftOut> {
  return decodePictureFile(file, shorterSide).catch((error: unknown) => ({ name: file.name, reason: reasonOf(error) }));
}

async function cut({ pictures, positions, key }: CropJob): Promise<ImageBatch> {
  const crops: ImageBatch[] = [];
  for (const [i, position] of positions.entries()) {
    crops.push(cropAt(await decoded(pictures[i], key), key, position));
  }
  return joinImages(crops);
}

async function decoded(given: PictureToCut, { crops }: CropKey): Promise<ImageBatch> {
  if ("picture" in given) return given.picture;
  const { picture, sha256 } = await decodePictureFile(given.file, crops.shorterSide);
  if (sha256 === given.sha256) return picture;
  throw new Error(
    `Expected ${given.file.name} as it was when the training began, but it has changed. Start the training again.`,
  );
}

/** Handed over, not copied. */
async function cutFloat(job: CropJob): Promise<InstanceType<typeof Transfer>> {
  const crops = toFloat(await cut(job));
  return new Transfer(crops, [crops.data.buffer]);
}

worker({ decode, cut, cutFloat });
