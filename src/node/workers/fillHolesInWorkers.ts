// One image filled by a classical method on all cores: its holes in clusters that do not see each other, each group of clusters in
// a window of its own, put together again. The result is that of the method called directly, bit for bit, for any number of workers.
import { checkSomethingKnown } from "../../classical/fillEach";
import { holeClusters, type HoleCluster, type HoleClusters } from "../../classical/holeClusters";
import { knownRange } from "../../classical/knownRange";
import { imageBatch, type ImageBatch } from "../../images/batch";
import { checkKnownMask } from "../../images/holes";
import { checkKnownValues } from "../../images/values";
import { classicalMethod } from "../../methods/classical";
import type { FillFunctions } from "./fillWorker";
import { inLanes } from "./inLanes";
import { withWorkers, workerCount, type WorkerFile, type WorkerOptions } from "./pool";

export interface FillHolesOptions extends WorkerOptions {
  /** Hears what share of the hole, 0 to 1, is filled. */
  readonly onProgress?: (share: number) => void;
}

/** Clusters whose top left corners lie in one square of so many pixels per side are filled together. */
const tile = 512;
/** Known pixels around a window's clusters: more than any method looks at. */
const margin = 16;

const fillWorker: WorkerFile<FillFunctions> = { path: require.resolve("./fillWorker") };

/** A part of the image, and the clusters that are filled in it. */
interface Group extends HoleCluster {
  readonly members: ReadonlySet<number>;
}

/**
 * Fills the holes of one image [1,H,W,C] by the classical method of this name, with its usual options. Rejects with what the
 * method would throw. A method that looks at the whole image has one worker.
 */
export async function fillHolesInWorkers<Batch extends ImageBatch>(
  method: string,
  image: Batch,
  knownMask: ImageBatch,
  { onProgress = () => {}, ...options }: FillHolesOptions = {},
): Promise<Batch> {
  const { separation } = classicalMethod(method);
  const [, height, width] = image.shape;
  checkKnownMask(image, knownMask);
  checkKnownValues(image, knownMask);
  checkSomethingKnown(image, knownMask);
  const found = separation === undefined ? null : holeClusters(knownMask.data, height, width, separation);
  const groups = found === null ? [] : groupsOf(found.clusters, height, width);
  const workers = Math.min(workerCount(options.workers), Math.max(1, groups.length));
  return withWorkers(fillWorker, { ...options, workers }, async (pool) => {
    if (found === null || groups.length < 2)
      return pool.callWithProgress(onProgress, "fillAndTell", method, image, knownMask) as Promise<Batch>;
    const range = knownRange(image.data, knownMask.data);
    const data = image.data.slice();
    const whole = groups.reduce((sum, { holePixels }) => sum + holePixels, 0);
    const shares = new Float64Array(groups.length);
    const tell = (index: number, share: number): void => {
      shares[index] = share * groups[index].holePixels;
      onProgress(shares.reduce((sum, part) => sum + part, 0) / whole);
    };
    await inLanes(groups.length, 2 * pool.workers, async (index) => {
      const window = cutWindow(image, knownMask, found, groups[index]);
      const filled = await pool.callWithProgress(
        (share) => tell(index, share),
        "fillAndTell",
        method,
        window.image,
        window.knownMask,
        { range },
      );
      putBack(data, image.shape, filled, window.knownMask, groups[index]);
      tell(index, 1);
    });
    return { ...image, data };
  });
}

/** The largest first, so that none of them is alone at the end. */
function groupsOf(clusters: readonly HoleCluster[], height: number, width: number): Group[] {
  const groups = new Map<number, HoleCluster & { readonly members: Set<number> }>();
  for (const [index, cluster] of clusters.entries()) {
    const key = Math.floor(cluster.top / tile) * Math.ceil(width / tile) + Math.floor(cluster.left / tile);
    const other = groups.get(key);
    groups.set(key, {
      top: Math.min(other?.top ?? height, Math.max(0, cluster.top - margin)),
      left: Math.min(other?.left ?? width, Math.max(0, cluster.left - margin)),
      bottom: Math.max(other?.bottom ?? 0, Math.min(height, cluster.bottom + margin)),
      right: Math.max(other?.right ?? 0, Math.min(width, cluster.right + margin)),
      holePixels: (other?.holePixels ?? 0) + cluster.holePixels,
      members: (other?.members ?? new Set<number>()).add(index),
    });
  }
  return [...groups.values()].sort((a, b) => b.holePixels - a.holePixels);
}

/** The group's part of the image; holes of other groups count as known there, since nobody looks at them. */
function cutWindow(
  image: ImageBatch,
  knownMask: ImageBatch,
  { clusterAt }: HoleClusters,
  { top, left, bottom, right, members }: Group,
): { image: ImageBatch; knownMask: ImageBatch } {
  const [, , columns, channels] = image.shape;
  const [height, width] = [bottom - top, right - left];
  const values = new (image.data instanceof Uint8Array ? Uint8Array : Float32Array)(height * width * channels);
  const known = new Uint8Array(height * width);
  for (let y = 0; y < height; y++) {
    const from = (top + y) * columns + left;
    values.set(image.data.subarray(from * channels, (from + width) * channels), y * width * channels);
    for (let x = 0; x < width; x++) {
      const isOurs = knownMask.data[from + x] === 0 && members.has(clusterAt(top + y, left + x));
      known[y * width + x] = isOurs ? 0 : 1;
      if (isOurs || knownMask.data[from + x] !== 0) continue;
      // What stands in another group's hole may be no number at all.
      values.fill(0, (y * width + x) * channels, (y * width + x + 1) * channels);
    }
  }
  return {
    image: imageBatch(values, [1, height, width, channels]),
    knownMask: imageBatch(known, [1, height, width, 1]),
  };
}

function putBack(
  data: Float32Array | Uint8Array,
  [, , columns, channels]: ImageBatch["shape"],
  filled: ImageBatch,
  { data: known }: ImageBatch,
  { top, left, right }: Group,
): void {
  const width = right - left;
  for (let p = known.indexOf(0); p >= 0; p = known.indexOf(0, p + 1)) {
    const row = Math.floor(p / width);
    const to = ((top + row) * columns + left + p - row * width) * channels;
    data.set(filled.data.subarray(p * channels, (p + 1) * channels), to);
  }
}
