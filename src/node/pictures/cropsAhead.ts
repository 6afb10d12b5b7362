// Crops cut in workers ahead of the training that asks for them: while it computes one batch, the next ones are made. Whatever the
// workers do in whatever order, each crop depends on its key and position alone.
import { pictureCrops, type CropKey } from "../../datasets/pictureCrops";
import type { ImageSource } from "../../datasets/imageSource";
import { checkPositions, type FloatImageBatch, type ImageBatch } from "../../images/batch";
import type { WorkerPool } from "../workers/pool";
import type { PictureFunctions, PictureToCut } from "./pictureWorker";

export interface CropsAheadOptions extends CropKey {
  readonly name: string;
  readonly fingerprint: string;
  /** At most so many crops; default: all of the pictures. */
  readonly count?: number;
  /** Bytes of crops that may wait to be asked for, beside the one batch that is asked for next. Default 128 MiB. */
  readonly aheadBytes?: number;
}

/** The crops of pictureCrops, float32 and bit for bit, made beforehand by `prepare`. */
export function cropsAhead(
  pictures: readonly PictureToCut[],
  pool: Pick<WorkerPool<PictureFunctions>, "call" | "workers">,
  options: CropsAheadOptions,
): ImageSource {
  const { crops, seed, epoch, name, fingerprint, aheadBytes = 2 ** 27 } = options;
  const key: CropKey = { crops, seed, epoch };
  const count = Math.min(options.count ?? Infinity, pictures.length * crops.perPicture);
  const cropBytes = 4 * 3 * crops.size ** 2;
  let waiting = new Map<string, Cutting>();

  const start = (positions: readonly number[]): Cutting => {
    checkPositions(positions, count);
    const job = { pictures: positions.map((position) => pictures[position % pictures.length]), positions, key };
    const cutting: Cutting = { crops: null, done: Promise.resolve() };
    cutting.done = pool.call("cutFloat", job).then((done) => {
      cutting.crops = done;
    });
    // Whoever needs these crops hears of it.
    cutting.done.catch(() => undefined);
    return cutting;
  };

  return {
    name,
    fingerprint,
    count,
    size: [crops.size, crops.size, 3],
    prepare: async (positions, next) => {
      const size = Math.max(1, positions.length);
      // Two batches for each worker keep all of them busy.
      const ahead = Math.min(2 * pool.workers, Math.max(1, Math.floor(aheadBytes / (size * cropBytes))));
      const batches = [Array.from(positions)];
      for (let at = 0; at < next.length && batches.length <= ahead; at += size) {
        batches.push(Array.from({ length: Math.min(size, next.length - at) }, (_, i) => next[at + i]));
      }
      const before = waiting;
      waiting = new Map(batches.map((batch) => [batch.join(), before.get(batch.join()) ?? start(batch)]));
      await waiting.get(batches[0].join())?.done;
    },
    batch: (positions) => {
      const asked = Array.from(positions).join();
      const made = waiting.get(asked)?.crops ?? null;
      if (made === null) return cutHere(pictures, options, positions);
      waiting.delete(asked);
      return made;
    },
  };
}

interface Cutting {
  crops: FloatImageBatch | null;
  done: Promise<void>;
}

/** What was not prepared, where the pictures are there. */
function cutHere(
  pictures: readonly PictureToCut[],
  options: CropsAheadOptions,
  positions: ArrayLike<number>,
): FloatImageBatch {
  const kept = pictures.flatMap((one): ImageBatch[] => ("picture" in one ? [one.picture] : []));
  if (kept.length === pictures.length) return pictureCrops(kept, options).batch(positions);
  throw new Error(
    "Expected crops to be prepared before they are asked for, since not all pictures are decoded. " +
      "Await prepare(positions, next) before batch(positions).",
  );
}
