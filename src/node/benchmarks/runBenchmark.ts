// A benchmark measured: each method on each mask set, a row at a time (measureRow.ts). Rows and the parts of a row are handed over as
// they are made, so that an interruption loses little.
import type { Benchmark, BenchmarkMaskSet } from "../../benchmarks/benchmark";
import { benchmarkRow, type BenchmarkRow } from "../../benchmarks/benchmarkRow";
import { firstImages, type ImageBatch } from "../../images/batch";
import type { MethodEntry } from "../../methods";
import { refusal, type InpaintingMethod } from "../../methods/inpaintingMethod";
import { MeasurementStopped } from "../../metrics/measureMethod";
import { timeLeft } from "../files/timeLeft";
import { loadMethod } from "../methods/loadMethod";
import { withWorkers, type WorkerFile, type WorkerPool } from "../workers/pool";
import type { BenchmarkImages } from "./loadBenchmarkImages";
import { maskStore, type MaskStore } from "./maskStore";
import { measureRow, type MeasuredPart } from "./measureRow";
import type { MeasureFunctions } from "./measureWorker";

/** The parts of a row that is not finished. */
export interface BegunRow extends Pick<BenchmarkRow, "method" | "maskSet" | "images"> {
  readonly parts: readonly MeasuredPart[];
}

export interface BenchmarkPlan {
  readonly benchmark: Benchmark;
  readonly data: Pick<BenchmarkImages, "batches" | "title">;
  readonly methods: readonly MethodEntry[];
  /** Some of the benchmark's; default: all. */
  readonly maskSets?: readonly BenchmarkMaskSet[];
  /** At most so many images, from the first on. */
  readonly limit?: number;
  /** Rows that are there already and are not measured again. */
  readonly done?: readonly BenchmarkRow[];
  /** A row of which parts are there already; it goes on with the others. */
  readonly begun?: BegunRow | null;
  readonly onRow: (row: BenchmarkRow) => Promise<void>;
  /** Told after each part of a row what there is of it. */
  readonly onPart?: (begun: BegunRow) => Promise<void>;
  /** Told what is being measured, how many images are done and how long the row will take. */
  readonly onProgress?: (text: string) => void;
  readonly shouldStop?: () => boolean;
  /** A method that cannot be had here, in a sentence; the others go on. */
  readonly onAbsent: (method: MethodEntry, reason: string) => void;
  /** A method that does not take the images' sizes, in a sentence; the others go on. */
  readonly onRefused?: (method: MethodEntry, reason: string) => void;
  /** Gets a method ready when its turn comes; default: loadMethod by its name. */
  readonly load?: (method: MethodEntry) => Promise<InpaintingMethod>;
  /** Default: one worker per core. */
  readonly workers?: number;
}

const measureWorker: WorkerFile<MeasureFunctions> = { path: require.resolve("./measureWorker") };

/** Measures everything in the plan that is not done; resolves when all rows were handed over. */
export async function runBenchmark(plan: BenchmarkPlan): Promise<void> {
  const masks = maskStore(plan.benchmark, ({ title }) => plan.onProgress?.(`drawing the masks "${title}"`));
  await withWorkers(measureWorker, { workers: plan.workers }, async (pool) => {
    for (const method of plan.methods) await measureEverywhere(plan, method, masks, pool);
  });
}

async function measureEverywhere(
  plan: BenchmarkPlan,
  entry: MethodEntry,
  masks: MaskStore,
  pool: WorkerPool<MeasureFunctions>,
): Promise<void> {
  const { benchmark, data, maskSets = benchmark.maskSets, limit = Infinity, done = [] } = plan;
  const fewer = benchmark.fewerImages?.[entry.name] ?? Infinity;
  const batches = firstBatches(data.batches, Math.min(benchmark.images, limit, fewer));
  const images = batches.reduce((sum, { shape: [count] }) => sum + count, 0);
  const isDone = ({ name }: BenchmarkMaskSet): boolean =>
    done.some((row) => row.method === entry.name && row.maskSet === name && row.images === images);
  const open = maskSets.filter((set) => !isDone(set));
  if (open.length === 0) return;
  const method = await loadOrSay(plan, entry, batches);
  if (method === null) return;
  try {
    for (const set of open) {
      const known = await masks.masksOf(set, batches.length);
      const row = { method: entry.name, maskSet: set.name, images };
      const parts = [...partsOf(plan.begun, row)];
      const { errors, fillSeconds } = await measureRow({
        method,
        kind: entry.source.kind,
        batches: batches.map((truth, batch) => ({ truth, known: firstImages(known[batch], truth.shape[0]) })),
        pool,
        done: parts,
        onPart: async (part) => {
          parts.push(part);
          await plan.onPart?.({ ...row, parts });
        },
        onImages: progressOf(plan, entry, set, images, imagesIn(parts)),
        checkStop: () => {
          if (plan.shouldStop?.()) throw new MeasurementStopped("Interrupted.");
        },
      });
      const { parameters } = method;
      const { name, title } = entry;
      const speed = { dataset: data.title, imagesPerSecond: images / fillSeconds };
      await plan.onRow(benchmarkRow(errors, { benchmark, method: { name, title, parameters }, set, ...speed }));
    }
  } finally {
    method.dispose?.();
  }
}

/** The batches that hold the first `count` images, the last one cut off there. */
function firstBatches(batches: readonly ImageBatch[], count: number): ImageBatch[] {
  const kept: ImageBatch[] = [];
  let left = count;
  for (const batch of batches) {
    if (left <= 0) break;
    kept.push(firstImages(batch, left));
    left -= batch.shape[0];
  }
  return kept;
}

/** The parts that are there of this row. */
function partsOf(begun: BegunRow | null | undefined, row: Omit<BegunRow, "parts">): readonly MeasuredPart[] {
  const same = begun?.method === row.method && begun.maskSet === row.maskSet && begun.images === row.images;
  return same ? begun.parts : [];
}

function imagesIn(parts: readonly MeasuredPart[]): number {
  return parts.reduce((sum, { errors }) => sum + errors.holePixels.length, 0);
}

/** What is said of a row: how many images are done, and how long the rest takes. */
function progressOf(
  { onProgress }: BenchmarkPlan,
  { title }: MethodEntry,
  set: BenchmarkMaskSet,
  images: number,
  before: number,
): (done: number) => void {
  const began = performance.now();
  return (done) => {
    const left = timeLeft(done - before, images - before, (performance.now() - began) / 1000);
    const counted = `${done.toLocaleString("en")} of ${images.toLocaleString("en")} images`;
    onProgress?.(`${title}, ${set.title}: ${counted}${left === "" ? "" : `, ${left}`}`);
  };
}

/** The method, ready to fill; null where it cannot be had here or does not take the size of one of these batches. */
async function loadOrSay(
  plan: BenchmarkPlan,
  entry: MethodEntry,
  batches: readonly ImageBatch[],
): Promise<InpaintingMethod | null> {
  const { load = ({ name }) => loadMethod(name), onAbsent, onRefused } = plan;
  let method: InpaintingMethod;
  try {
    method = await load(entry);
  } catch (error) {
    onAbsent(entry, (error as Error).message);
    return null;
  }
  const refused = batches.map(({ shape: [, height, width] }) => refusal(method, height, width)).find(isSentence);
  if (refused === undefined) return method;
  method.dispose?.();
  onRefused?.(entry, refused);
  return null;
}

function isSentence(refused: string | null): refused is string {
  return refused !== null;
}
