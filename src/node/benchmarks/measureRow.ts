// One row of a benchmark, part by part: classical methods in workers on all cores, others here with the measuring in workers.
// Each finished part is handed over, so that a row that was interrupted goes on with the next one.
import { sliceImages, toFloat, type ImageBatch } from "../../images/batch";
import { paintHoles } from "../../images/holes";
import { concatImageErrors, type ImageErrors } from "../../metrics/imageErrors";
import type { MeasuredMethod } from "../../metrics/measureMethod";
import type { MethodSource } from "../../methods";
import { fillBatch } from "../../methods/fillBatch";
import type { InpaintingMethod } from "../../methods/inpaintingMethod";
import { inLanes } from "../workers/inLanes";
import type { WorkerPool } from "../workers/pool";
import type { MeasureFunctions } from "./measureWorker";

/** Images of one size with their masks. */
export interface MeasuredImages {
  readonly truth: ImageBatch;
  readonly known: ImageBatch;
}

/** What came of the part that begins with this image. */
export interface MeasuredPart extends MeasuredMethod {
  readonly first: number;
}

export interface RowPlan {
  readonly method: InpaintingMethod;
  readonly kind: MethodSource["kind"];
  readonly batches: readonly MeasuredImages[];
  readonly pool: WorkerPool<MeasureFunctions>;
  /** Parts that are there already. */
  readonly done: readonly MeasuredPart[];
  readonly onPart: (part: MeasuredPart) => Promise<void>;
  /** Told how many images are done. */
  readonly onImages: (images: number) => void;
  /** Called before each part; ends the row by throwing. */
  readonly checkStop: () => void;
}

interface Part extends MeasuredImages {
  readonly first: number;
}

const imagesPerPart = 250;

/** Measures what is not done; resolves to the errors of all images, and to the seconds of filling with all cores in use. */
export async function measureRow(plan: RowPlan): Promise<MeasuredMethod> {
  const { kind, batches, pool, done, onPart, onImages, checkStop } = plan;
  const there = kind === "classical";
  const parts = there ? placed(batches).flatMap(cut) : placed(batches);
  const measured = new Map(done.map((part) => [part.first, part]));
  let images = done.reduce((sum, { errors }) => sum + errors.holePixels.length, 0);
  const add = (more: number): void => onImages((images += more));
  const lanes = there ? pool.workers : 1;
  const open = parts.filter(({ first }) => !measured.has(first));
  await inLanes(open.length, lanes, async (index) => {
    checkStop();
    const part = open[index];
    const result = there ? await fillThere(plan, part, add) : await fillHere(plan, part, add);
    const finished = { ...result, first: part.first };
    measured.set(part.first, finished);
    await onPart(finished);
  });
  const all = parts.map(({ first }) => measured.get(first)).filter((part) => part !== undefined);
  return {
    errors: concatImageErrors(all.map(({ errors }) => errors)),
    fillSeconds: all.reduce((sum, { fillSeconds }) => sum + fillSeconds, 0) / Math.min(lanes, parts.length),
  };
}

/** A classical method: a worker fills and measures. */
async function fillThere(
  { method, pool }: RowPlan,
  { truth, known }: Part,
  add: (images: number) => void,
): Promise<MeasuredMethod> {
  const result = await pool.call("fillAndMeasure", method.name, truth, known);
  add(truth.shape[0]);
  return result;
}

/** Another method: it fills a batch at once, a network on all cores; the workers measure. */
async function fillHere(
  { method, pool, checkStop }: RowPlan,
  { truth, known }: Part,
  add: (images: number) => void,
): Promise<MeasuredMethod> {
  add(0);
  const given = paintHoles(toFloat(truth), known);
  const began = performance.now();
  const filled = await fillBatch(method, given, known);
  const fillSeconds = (performance.now() - began) / 1000;
  const errors: ImageErrors[] = [];
  const parts = cut({ truth, known, first: 0 });
  const ours = cut({ truth: filled, known, first: 0 });
  await inLanes(parts.length, pool.workers, async (index) => {
    checkStop();
    errors[index] = await pool.call("measure", parts[index].truth, ours[index].truth, parts[index].known);
    add(parts[index].truth.shape[0]);
  });
  return { errors: concatImageErrors(errors), fillSeconds };
}

/** The batches with the number of images before each. */
function placed(batches: readonly MeasuredImages[]): Part[] {
  let next = 0;
  return batches.map((batch) => {
    const first = next;
    next += batch.truth.shape[0];
    return { ...batch, first };
  });
}

function cut({ truth, known, first }: Part): Part[] {
  const count = truth.shape[0];
  return Array.from({ length: Math.ceil(count / imagesPerPart) }, (_, part) => {
    const start = part * imagesPerPart;
    const end = Math.min(count, start + imagesPerPart);
    return { truth: sliceImages(truth, start, end), known: sliceImages(known, start, end), first: first + start };
  });
}
