// A batch filled by a classical method on all cores: cut into chunks, filled in workers, put together in order. Every image
// is filled by itself, so the result is that of the method called directly, bit for bit.
import { checkSomethingKnown } from "../../classical/fillEach";
import { sliceImages, type ImageBatch } from "../../images/batch";
import { checkKnownMask } from "../../images/holes";
import { checkKnownValues } from "../../images/values";
import { fillByName } from "./fillByName";
import type { FillFunctions } from "./fillWorker";
import { inLanes } from "./inLanes";
import { withWorkers, workerCount, type WorkerFile, type WorkerOptions } from "./pool";

export interface FillInWorkersOptions extends WorkerOptions {
  /** Options of the method: plain values only, no functions. */
  readonly options?: object;
  /** Told after each chunk how many of the images are filled. */
  readonly onProgress?: (done: number, count: number) => void;
}

/** Below this many pixels in all (32 images of 32×32) starting workers takes longer than filling. */
const fewPixels = 32 * 32 * 32;
/** Most pixels of a chunk (200 images of 32×32): enough to make its sending cheap, and little enough to hear of progress. */
const chunkPixels = 200 * 32 * 32;
const chunksPerWorker = 4;

const fillWorker: WorkerFile<FillFunctions> = { path: require.resolve("./fillWorker") };

/**
 * Fills [N,H,W,C] by a classical method, named as in `classicalMethods`, on `workers` threads; a batch of the same type comes
 * back. Rejects with what the method would throw, image numbers counting in the whole batch, and on an unknown name.
 * Small batches, single images and `workers: 1` are filled without workers.
 */
export async function fillInWorkers<Batch extends ImageBatch>(
  method: string,
  image: Batch,
  knownMask: ImageBatch,
  settings: FillInWorkersOptions = {},
): Promise<Batch> {
  const { options, onProgress, signal } = settings;
  const workers = workerCount(settings.workers);
  const [count, height, width] = image.shape;
  signal?.throwIfAborted();
  if (workers === 1 || count === 1 || count * height * width < fewPixels) {
    const filled = fillByName(method, image, knownMask, options);
    onProgress?.(count, count);
    return filled;
  }
  checkBatch(method, image, knownMask, options);
  const data = image.data.slice();
  const size = chunkSize(image, workers);
  const chunks = Math.ceil(count / size);
  let done = 0;
  await withWorkers(fillWorker, { workers: Math.min(workers, chunks), signal }, (pool) =>
    inLanes(chunks, 2 * pool.workers, async (chunk) => {
      const first = chunk * size;
      const last = Math.min(count, first + size);
      const filled = await pool.call(
        "fill",
        method,
        sliceImages(image, first, last),
        sliceImages(knownMask, first, last),
        options,
      );
      data.set(filled.data, (first * image.data.length) / count);
      done += last - first;
      onProgress?.(done, count);
    }),
  );
  return { ...image, data };
}

/** Throws what the method would throw, with the numbers of the whole batch. Options are judged by the method, given no image. */
function checkBatch(method: string, image: ImageBatch, knownMask: ImageBatch, options: object | undefined): void {
  checkKnownMask(image, knownMask);
  fillByName(method, sliceImages(image, 0, 0), sliceImages(knownMask, 0, 0), options);
  checkKnownValues(image, knownMask);
  checkSomethingKnown(image, knownMask);
}

function chunkSize({ shape: [count, height, width] }: ImageBatch, workers: number): number {
  return Math.max(
    1,
    Math.min(Math.ceil(count / (chunksPerWorker * workers)), Math.floor(chunkPixels / (height * width))),
  );
}
