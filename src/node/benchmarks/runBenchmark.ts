// Fills and measures: each method on each mask set, classical methods in workers on all cores, networks here with the
// measuring in workers. Rows are handed over as they are made, so that an interruption loses at most one.
import type { Benchmark, BenchmarkMaskSet } from "../../benchmarks/benchmark";
import { drawBenchmarkMasks } from "../../benchmarks/benchmarkMasks";
import { benchmarkRow, type BenchmarkRow } from "../../benchmarks/benchmarkRow";
import type { MethodEntry } from "../../methods";
import type { InpaintingMethod } from "../../methods/inpaintingMethod";
import { MeasurementStopped, type MeasuredMethod } from "../../metrics/measureMethod";
import { firstImages, sliceImages, toFloat, type ImageBatch } from "../../images/batch";
import { paintHoles } from "../../images/holes";
import { concatImageErrors, type ImageErrors } from "../../metrics/imageErrors";
import { inLanes } from "../workers/inLanes";
import { withWorkers, type WorkerFile, type WorkerPool } from "../workers/pool";
import { loadMethod } from "../methods/loadMethod";
import type { BenchmarkImages } from "./loadBenchmarkImages";
import type { MeasureFunctions } from "./measureWorker";

export interface BenchmarkPlan {
  readonly benchmark: Benchmark;
  readonly data: Pick<BenchmarkImages, "images" | "title">;
  readonly methods: readonly MethodEntry[];
  /** Some of the benchmark's; default: all. */
  readonly maskSets?: readonly BenchmarkMaskSet[];
  /** At most so many images, from the first on. */
  readonly limit?: number;
  /** Rows that are there already and are not measured again. */
  readonly done?: readonly BenchmarkRow[];
  readonly onRow: (row: BenchmarkRow) => Promise<void>;
  /** Told what is being measured and how many images are done. */
  readonly onProgress?: (text: string) => void;
  readonly shouldStop?: () => boolean;
  /** A method that cannot be had here, in a sentence; the others go on. */
  readonly onAbsent: (method: MethodEntry, reason: string) => void;
  /** Gets a method ready when its turn comes; default: loadMethod by its name. */
  readonly load?: (method: MethodEntry) => Promise<InpaintingMethod>;
  /** Default: one worker per core. */
  readonly workers?: number;
}

type Pool = WorkerPool<MeasureFunctions>;
type Part = { readonly truth: ImageBatch; readonly known: ImageBatch };

const measureWorker: WorkerFile<MeasureFunctions> = { path: require.resolve("./measureWorker") };
const imagesPerPart = 250;

/** Measures everything in the plan that is not done; resolves when all rows were handed over. */
export async function runBenchmark(plan: BenchmarkPlan): Promise<void> {
  const masks = await drawAll(plan);
  await withWorkers(measureWorker, { workers: plan.workers }, async (pool) => {
    for (const method of plan.methods) await measureEverywhere(plan, method, masks, pool);
  });
}

async function drawAll(plan: BenchmarkPlan): Promise<Map<string, ImageBatch>> {
  const { benchmark, maskSets = benchmark.maskSets, onProgress } = plan;
  const masks = new Map<string, ImageBatch>();
  for (const set of maskSets) {
    onProgress?.(`drawing the masks "${set.title}"`);
    masks.set(set.name, await drawBenchmarkMasks(set, benchmark));
  }
  return masks;
}

async function measureEverywhere(
  plan: BenchmarkPlan,
  entry: MethodEntry,
  masks: ReadonlyMap<string, ImageBatch>,
  pool: Pool,
): Promise<void> {
  const { benchmark, data, maskSets = benchmark.maskSets, limit = Infinity, done = [] } = plan;
  const fewer = benchmark.fewerImages?.[entry.name] ?? Infinity;
  const count = Math.min(data.images.shape[0], benchmark.images, limit, fewer);
  const isDone = ({ name }: BenchmarkMaskSet): boolean =>
    done.some((row) => row.method === entry.name && row.maskSet === name && row.images === count);
  const open = maskSets.filter((set) => !isDone(set));
  if (open.length === 0) return;
  const method = await loadOrSay(plan, entry);
  if (method === null) return;
  const measure = entry.source.kind === "classical" ? fillThere : fillHere;
  try {
    for (const set of open) {
      const truth = firstImages(data.images, count);
      const known = firstImages(masks.get(set.name) as ImageBatch, count);
      const of = `of ${count.toLocaleString("en")} images`;
      const say = (images: number): void =>
        plan.onProgress?.(`${entry.title}, ${set.title}: ${images.toLocaleString("en")} ${of}`);
      const stop = (): void => {
        if (plan.shouldStop?.()) throw new MeasurementStopped("Interrupted.");
      };
      const { errors, fillSeconds } = await measure(method, truth, known, pool, say, stop);
      const { parameters } = method;
      const { name, title } = entry;
      const speed = { dataset: data.title, imagesPerSecond: count / fillSeconds };
      await plan.onRow(benchmarkRow(errors, { benchmark, method: { name, title, parameters }, set, ...speed }));
    }
  } finally {
    method.dispose?.();
  }
}

async function loadOrSay(plan: BenchmarkPlan, entry: MethodEntry): Promise<InpaintingMethod | null> {
  const { load = ({ name }) => loadMethod(name), onAbsent } = plan;
  try {
    return await load(entry);
  } catch (error) {
    onAbsent(entry, (error as Error).message);
    return null;
  }
}

/** A classical method: workers fill and measure a part at a time. Their times add up; side by side they take the share of it. */
async function fillThere(
  { name }: InpaintingMethod,
  truth: ImageBatch,
  known: ImageBatch,
  pool: Pool,
  say: (images: number) => void,
  stop: () => void,
): Promise<MeasuredMethod> {
  const parts = cut(truth, known);
  const measured: MeasuredMethod[] = [];
  let images = 0;
  await inLanes(parts.length, pool.workers, async (index) => {
    stop();
    const { truth: some, known: theirs } = parts[index];
    measured[index] = await pool.call("fillAndMeasure", name, some, theirs);
    say((images += some.shape[0]));
  });
  const seconds = measured.reduce((sum, { fillSeconds }) => sum + fillSeconds, 0);
  return {
    errors: concatImageErrors(measured.map(({ errors }) => errors)),
    fillSeconds: seconds / Math.min(pool.workers, parts.length),
  };
}

/** A network: it fills all images at once, on all cores; the workers measure. */
async function fillHere(
  { fill }: InpaintingMethod,
  truth: ImageBatch,
  known: ImageBatch,
  pool: Pool,
  say: (images: number) => void,
  stop: () => void,
): Promise<MeasuredMethod> {
  stop();
  say(0);
  const given = paintHoles(toFloat(truth), known);
  const began = performance.now();
  const filled = await fill(given, known);
  const fillSeconds = (performance.now() - began) / 1000;
  const errors: ImageErrors[] = [];
  const parts = cut(truth, known);
  const ours = cut(filled, known);
  let images = 0;
  await inLanes(parts.length, pool.workers, async (index) => {
    stop();
    errors[index] = await pool.call("measure", parts[index].truth, ours[index].truth, parts[index].known);
    say((images += parts[index].truth.shape[0]));
  });
  return { errors: concatImageErrors(errors), fillSeconds };
}

function cut(truth: ImageBatch, known: ImageBatch): Part[] {
  const count = truth.shape[0];
  return Array.from({ length: Math.ceil(count / imagesPerPart) }, (_, part) => {
    const first = part * imagesPerPart;
    const last = Math.min(count, first + imagesPerPart);
    return { truth: sliceImages(truth, first, last), known: sliceImages(known, first, last) };
  });
}
