// Pictures opened for a training. Every file is decoded once beforehand: so it is known which of them are whole and large enough, and
// how many images an epoch has. Decoded pictures stay in memory up to a bound; what is beyond it is decoded again, in workers, when
// a crop of it is due.
import { createHash } from "node:crypto";
import { availableParallelism, totalmem } from "node:os";
import { checkCropSettings, type CropSettings } from "../../augmentation/cropSettings";
import { splitPictures, type Photographs } from "../../datasets/photographs";
import { validationKey } from "../../datasets/pictureCrops";
import { joinImages, range, type ImageBatch } from "../../images/batch";
import { someOf } from "../inpaint/pictureEndings";
import { inLanes } from "../workers/inLanes";
import { openWorkers, type WorkerFile, type WorkerPool } from "../workers/pool";
import { cropsAhead } from "./cropsAhead";
import type { LeftOut, PictureFile } from "./pictureFile";
import type { PictureFunctions, PictureToCut } from "./pictureWorker";

export interface OpenPhotographsOptions {
  readonly title: string;
  /** See Photographs. */
  readonly folder?: string | null;
  /** What was left out before; it is told with the rest. */
  readonly leftOut?: readonly LeftOut[];
  /** Bytes of decoded pictures that stay in memory. Default: 4 GiB, or a quarter of the machine's memory where that is less. */
  readonly cacheBytes?: number;
  /** Default: one fewer than there are cores, which the training needs too, and at least one. */
  readonly workers?: number;
  /** Told how many files of how many are decoded. */
  readonly onProgress?: (done: number, count: number) => void;
  /** Told which files are left out and why; default console.log. */
  readonly say?: (line: string) => void;
}

/** Photographs with workers, which run until they are closed. */
export interface OpenPhotographs extends Photographs {
  /** What is not trained on. */
  readonly leftOut: readonly LeftOut[];
  /** Bytes of decoded pictures that are kept. */
  readonly keptBytes: number;
  close(): Promise<void>;
}

const pictureWorker: WorkerFile<PictureFunctions> = { path: require.resolve("./pictureWorker") };

/**
 * Opens the files for crops like these. Files that cannot be read, that are damaged, and pictures smaller than a crop are named, left out
 * and counted. Throws a sentence where fewer than two pictures remain, and for settings that make no sense.
 */
export async function openPhotographs(
  files: readonly PictureFile[],
  crops: CropSettings,
  options: OpenPhotographsOptions,
): Promise<OpenPhotographs> {
  const { title, folder = null, say = console.log, onProgress } = options;
  const { cacheBytes = Math.min(2 ** 32, totalmem() / 4), workers = Math.max(1, availableParallelism() - 1) } = options;
  checkCropSettings(crops);
  const pool = openWorkers(pictureWorker, workers);
  try {
    const { usable, leftOut: broken } = await decodeAll(files, crops, pool, cacheBytes, onProgress);
    const leftOut = [...(options.leftOut ?? []), ...broken];
    if (usable.length < 2) throw new Error(tooFew(usable.length, files.length, leftOut));
    if (leftOut.length > 0) say(leftOutText(leftOut, usable.length));
    const split = splitPictures(usable.length);
    const train = Array.from(split.train, (position) => usable[position].toCut);
    const heldOut = Array.from(split.heldOut, (position) => usable[position].toCut);
    const fingerprint = fingerprintOf(usable);
    return {
      title,
      fingerprint,
      synthetic: false,
      folder,
      crops,
      trainCount: train.length * crops.perPicture,
      trainCrops: (seed, epoch, count) =>
        cropsAhead(train, pool, { crops, seed, epoch, count, name: `${title}, training crops`, fingerprint }),
      heldOut: await cutHeldOut(heldOut, crops, pool),
      leftOut,
      keptBytes: train.reduce((sum, one) => sum + ("picture" in one ? one.picture.data.length : 0), 0),
      close: () => pool.end(),
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

type Pool = WorkerPool<PictureFunctions>;

interface Usable {
  readonly name: string;
  readonly sha256: string;
  readonly toCut: PictureToCut;
}

/** Each file decoded once, in the order given; those that fit into `cacheBytes` are kept. */
async function decodeAll(
  files: readonly PictureFile[],
  { size, shorterSide }: CropSettings,
  pool: Pool,
  cacheBytes: number,
  onProgress: OpenPhotographsOptions["onProgress"],
): Promise<{ readonly usable: readonly Usable[]; readonly leftOut: readonly LeftOut[] }> {
  const found: (Usable | LeftOut | null)[] = files.map(() => null);
  let keptBytes = 0;
  let done = 0;
  await inLanes(files.length, 2 * pool.workers, async (i) => {
    const file = files[i];
    const { name } = file;
    const decoded = await pool.call("decode", file, shorterSide);
    if ("reason" in decoded) found[i] = decoded;
    else {
      const { picture, sha256 } = decoded;
      const [, height, width] = picture.shape;
      const fits = keptBytes + picture.data.length <= cacheBytes;
      if (Math.min(height, width) < size) {
        found[i] = { name, reason: `${width}×${height} is smaller than a crop of ${size}×${size}` };
      } else {
        if (fits) keptBytes += picture.data.length;
        found[i] = { name, sha256, toCut: fits ? { picture } : { file, sha256 } };
      }
    }
    onProgress?.(++done, files.length);
  });
  return {
    usable: found.flatMap((one) => (one !== null && "toCut" in one ? [one] : [])),
    leftOut: found.flatMap((one) => (one !== null && "reason" in one ? [one] : [])),
  };
}

/** As validationCrops, in the workers: one crop of each picture after another. */
async function cutHeldOut(pictures: readonly PictureToCut[], crops: CropSettings, pool: Pool): Promise<ImageBatch> {
  const key = validationKey(crops);
  const batches: ImageBatch[] = [];
  for (let round = 0; round < crops.perPicture; round++) {
    const positions = Array.from(range(pictures.length, round * pictures.length));
    batches.push(await pool.call("cut", { pictures, positions, key }));
  }
  return joinImages(batches);
}

/** The same for the same files in the same order. */
export function fingerprintOf(files: readonly { readonly name: string; readonly sha256: string }[]): string {
  const hash = createHash("sha256");
  for (const { name, sha256 } of files) hash.update(`${name}\n${sha256}\n`);
  return `sha256:${hash.digest("hex").slice(0, 32)}`;
}

function leftOutText(leftOut: readonly LeftOut[], used: number): string {
  const named = someOf(leftOut.map(({ name, reason }) => `${name} (${reason})`));
  return `${used} pictures are used; left out: ${leftOut.length}, ${named}.`;
}

function tooFew(usable: number, files: number, leftOut: readonly LeftOut[]): string {
  const because = leftOut.length === 0 ? "" : `: ${someOf(leftOut.map(({ name, reason }) => `${name} (${reason})`))}`;
  return (
    `Expected at least two pictures, one to train on and one to hold out, but received ${usable} of ${files} files${because}. ` +
    `Add pictures, or cut smaller crops.`
  );
}
