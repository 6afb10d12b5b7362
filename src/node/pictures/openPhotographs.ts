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
import { openWorkers, type WorkerFile } from "../workers/pool";
import { cropsAhead } from "./cropsAhead";
import { reasonOf, type LeftOut, type PictureFile } from "./pictureFile";
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
    const found: (Usable | null)[] = files.map(() => null);
    const reasons: (string | null)[] = files.map(() => null);
    let keptBytes = 0;
    let done = 0;
    await inLanes(files.length, 2 * pool.workers, async (i) => {
      try {
        const { picture, sha256 } = await pool.call("decode", files[i], crops.shorterSide);
        const [, height, width] = picture.shape;
        if (Math.min(height, width) < crops.size) {
          reasons[i] = `${width}×${height} is smaller than a crop of ${crops.size}×${crops.size}`;
        } else {
          const fits = keptBytes + picture.data.length <= cacheBytes;
          if (fits) keptBytes += picture.data.length;
          found[i] = { sha256, toCut: fits ? { picture } : { file: files[i], sha256 } };
        }
      } catch (error) {
        reasons[i] = reasonOf(error);
      }
      onProgress?.(++done, files.length);
    });
    const broken = files.flatMap(({ name }, i): LeftOut[] => {
      const reason = reasons[i];
      return reason === null ? [] : [{ name, reason }];
    });
    const leftOut = [...(options.leftOut ?? []), ...broken];
    const usable = found.flatMap((one, i) => (one === null ? [] : [{ ...one, name: files[i].name }]));
    if (usable.length < 2) throw new Error(tooFew(usable.length, files.length, leftOut));
    if (leftOut.length > 0) say(leftOutText(leftOut, usable.length));
    const split = splitPictures(usable.length);
    const train = Array.from(split.train, (position) => usable[position].toCut);
    const heldOutPictures = Array.from(split.heldOut, (position) => usable[position].toCut);
    const heldOut = await cutHeldOut(heldOutPictures, crops, (job) => pool.call("cut", job));
    keptBytes = train.reduce((sum, one) => sum + ("picture" in one ? one.picture.data.length : 0), 0);
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
      heldOut,
      leftOut,
      keptBytes,
      close: () => pool.end(),
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

interface Usable {
  readonly sha256: string;
  readonly toCut: PictureToCut;
}

/** As validationCrops, picture by picture in the workers. */
async function cutHeldOut(
  pictures: readonly PictureToCut[],
  crops: CropSettings,
  cut: (job: {
    pictures: PictureToCut[];
    positions: number[];
    key: ReturnType<typeof validationKey>;
  }) => Promise<ImageBatch>,
): Promise<ImageBatch> {
  const key = validationKey(crops);
  const each = Array.from(range(pictures.length * crops.perPicture));
  const batches: ImageBatch[] = [];
  for (let at = 0; at < each.length; at += pictures.length) {
    const positions = each.slice(at, at + pictures.length);
    batches.push(
      await cut({ pictures: positions.map((position) => pictures[position % pictures.length]), positions, key }),
    );
  }
  return joinImages(batches);
}

/** The same for the same files in the same order. */
function fingerprintOf(files: readonly { readonly name: string; readonly sha256: string }[]): string {
  const hash = createHash("sha256");
  for (const { name, sha256 } of files) hash.update(`${name}\n${sha256}\n`);
  return `sha256:${hash.digest("hex").slice(0, 32)}`;
}

function leftOutText(leftOut: readonly LeftOut[], used: number): string {
  const named = someOf(leftOut.map(({ name, reason }) => `${name} (${reason})`));
  return `Trained on ${used} pictures; left out: ${leftOut.length}, ${named}.`;
}

function tooFew(usable: number, files: number, leftOut: readonly LeftOut[]): string {
  const because = leftOut.length === 0 ? "" : `: ${someOf(leftOut.map(({ name, reason }) => `${name} (${reason})`))}`;
  return (
    `Expected at least two pictures, one to train on and one to hold out, but received ${usable} of ${files} files${because}. ` +
    `Add pictures, or cut smaller crops.`
  );
}
