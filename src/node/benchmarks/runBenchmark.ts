// Fills and measures: each method on each mask set, classical methods in workers on all cores, networks here with the
// measuring in workers. Rows are handed over as they are made, so that an interruption loses at most one.
import type { Dataset } from "../../datasets/dataset";
import { benchmarkRow, type BenchmarkRow } from "../../benchmarks/benchmarkRow";
import { drawBenchmarkMasks, type BenchmarkMaskSet } from "../../benchmarks/maskSets";
import { MeasurementStopped, type MeasuredMethod } from "../../metrics/measureMethod";
import { firstImages, paintHoles, sliceImages, toFloat, type ImageBatch } from "../../images";
import { concatImageErrors, type ImageErrors } from "../../metrics/imageErrors";
import { inLanes } from "../workers/inLanes";
import { withWorkers, type WorkerFile, type WorkerPool } from "../workers/pool";
import type { ListedMethod, LoadedMethod } from "./methods";
import type { MeasureFunctions } from "./measureWorker";

export interface BenchmarkPlan {
  readonly dataset: Dataset;
  readonly methods: readonly ListedMethod[];
  readonly maskSets: readonly BenchmarkMaskSet[];
  /** At most so many images, from the first on. */
  readonly limit?: number;
  /** Rows that are there already and are not measured again. */
  readonly done?: readonly BenchmarkRow[];
  readonly onRow: (row: BenchmarkRow) => Promise<void>;
  /** Told what is being measured and how many images are done. */
  readonly onProgress?: (text: string) => void;
  readonly shouldStop?: () => boolean;
  /** A method that cannot be had here, in a sentence; the others go on. */
  readonly onAbsent: (method: ListedMethod, reason: string) => void;
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

async function drawAll({ maskSets, onProgress }: BenchmarkPlan): Promise<Map<string, ImageBatch>> {
  const masks = new Map<string, ImageBatch>();
  for (const set of maskSets) {
    onProgress?.(`drawing the masks "${set.title}"`);
    masks.set(set.name, await drawBenchmarkMasks(set));
  }
  return masks;
}

async function measureEverywhere(
  plan: BenchmarkPlan, method: ListedMethod, masks: ReadonlyMap<string, ImageBatch>, pool: Pool,
): Promise<void> {
  const { dataset, limit = Infinity, done = [] } = plan, test = dataset.test.images;
  const count = Math.min(test.shape[0], limit, method.images ?? Infinity);
  const open = plan.maskSets.filter(({ name }) =>
    !done.some((row) => row.method === method.name && row.maskSet === name && row.images === count));
  if (open.length === 0) return;
  const loaded = await loadOrSay(plan, method);
  if (loaded === null) return;
  try {
    for (const set of open) {
      const truth = firstImages(test, count), known = firstImages(masks.get(set.name) as ImageBatch, count);
      const of = `of ${count.toLocaleString("en")} images`;
      const say = (images: number): void =>
        plan.onProgress?.(`${method.title}, ${set.title}: ${images.toLocaleString("en")} ${of}`);
      const stop = (): void => { if (plan.shouldStop?.()) throw new MeasurementStopped("Interrupted."); };
      const { errors, fillSeconds } = method.classical === undefined
        ? await fillHere(loaded, truth, known, pool, say, stop)
        : await fillThere(method.classical, truth, known, pool, say, stop);
      const { parameters } = loaded, imagesPerSecond = count / fillSeconds;
      await plan.onRow(benchmarkRow({ name: method.name, title: method.title, parameters }, set, errors,
        { dataset: dataset.title, imagesPerSecond }));
    }
  } finally {
    loaded.dispose();
  }
}

async function loadOrSay(plan: BenchmarkPlan, method: ListedMethod): Promise<LoadedMethod | null> {
  if (method.load === undefined) return { parameters: 0, fill: (images) => images, dispose: () => undefined };
  try {
    return await method.load();
  } catch (error) {
    plan.onAbsent(method, (error as Error).message);
    return null;
  }
}

/** A classical method: workers fill and measure a part at a time. Their times add up; side by side they take the share of it. */
async function fillThere(
  name: string, truth: ImageBatch, known: ImageBatch, pool: Pool, say: (images: number) => void, stop: () => void,
): Promise<MeasuredMethod> {
  const parts = cut(truth, known), measured: MeasuredMethod[] = [];
  let images = 0;
  await inLanes(parts.length, pool.workers, async (index) => {
    stop();
    const { truth: some, known: theirs } = parts[index];
    measured[index] = await pool.call("fillAndMeasure", name, some, theirs);
    say((images += some.shape[0]));
  });
  const seconds = measured.reduce((sum, { fillSeconds }) => sum + fillSeconds, 0);
  return {
    errors: concatImageErrors(measured.map(({ errors }) => errors)), fillSeconds: seconds / Math.min(pool.workers, parts.length),
  };
}

/** A network: it fills all images at once, on all cores; the workers measure. */
async function fillHere(
  { fill }: LoadedMethod, truth: ImageBatch, known: ImageBatch, pool: Pool, say: (images: number) => void, stop: () => void,
): Promise<MeasuredMethod> {
  stop();
  say(0);
  const given = paintHoles(toFloat(truth), known), began = performance.now(), filled = await fill(given, known);
  const fillSeconds = (performance.now() - began) / 1000, errors: ImageErrors[] = [];
  const parts = cut(truth, known), ours = cut(filled, known);
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
    const first = part * imagesPerPart, last = Math.min(count, first + imagesPerPart);
    return { truth: sliceImages(truth, first, last), known: sliceImages(known, first, last) };
  });
}

