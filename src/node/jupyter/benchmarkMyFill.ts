// "Beat harmonic": any function (images, knownMask) => images gets a row of the benchmark on the first test images, beside the
// harmonic fill on the same images and masks. The lead is judged by the paired difference: both are drawn from the same sets
// of images, so that what makes a set hard for both cancels.
import { fillHarmonic } from "../../classical/harmonic";
import type { Dataset } from "../../datasets/dataset";
import { studyDifference } from "../../studies/interval";
import type { BenchmarkMaskSet } from "../../benchmarks/benchmark";
import { drawBenchmarkMasks } from "../../benchmarks/benchmarkMasks";
import { benchmarkRow, type BenchmarkRow } from "../../benchmarks/benchmarkRow";
import { cifar10InpaintingV1 as benchmark } from "../../benchmarks/cifar10InpaintingV1";
import { measureMethod, type MeasuredMethod } from "../../metrics/measureMethod";
import { firstImages, type FillFunction, type ImageBatch } from "../../images/batch";
import type { BootstrapInterval } from "../../metrics/bootstrap";
import { errorRatio } from "../../metrics/errorFigures";
import { loadDataset } from "../files/loadDataset";
import { showTable } from "./showTable";

export interface BenchmarkMyFillOptions {
  /** The first so many test images, 1 to 10,000; default 500. */
  readonly images?: number;
  /** Names of mask sets: those of benchmarkMaskSets; default ["square8"]. */
  readonly masks?: readonly string[];
  /** Default: loadDataset(). */
  readonly dataset?: Dataset;
}

export interface MyFillBenchmark {
  /** For each mask set the function's row, then the harmonic fill's. */
  readonly rows: readonly BenchmarkRow[];
  /** The function's pooled hole PSNR less the harmonic fill's in dB, by mask set, with its 95 % interval. */
  readonly leadDb: { readonly [maskSet: string]: BootstrapInterval };
}

/**
 * Measures `fill` under this name, shows both rows and a sentence on who leads. `fill` gets images float32 [N,32,32,3] in [0,1]
 * with 0 in the holes and knownMask [N,32,32,1], and returns [N,32,32,3]; known pixels are put back before measuring.
 * Throws where it fails, or returns something else, and on options out of range.
 */
export async function benchmarkMyFill(
  name: string,
  fill: FillFunction,
  options: BenchmarkMyFillOptions = {},
): Promise<MyFillBenchmark> {
  const sets = chooseSets(options.masks ?? ["square8"]);
  const { images = 500 } = options;
  checkArguments(name, fill, images);
  const dataset = options.dataset ?? (await loadDataset());
  const truth = firstImages(dataset.test.images, images);
  const rows: BenchmarkRow[] = [];
  const leadDb: { [maskSet: string]: BootstrapInterval } = {};
  for (const set of sets) {
    const knownMask = firstImages(await drawBenchmarkMasks(set, benchmark), truth.shape[0]);
    const mine = await measureMethod(checked(name, fill), truth, knownMask);
    const harmonic = await measureMethod(fillHarmonic, truth, knownMask);
    rows.push(rowOf(name, name, set, mine, dataset), rowOf("harmonic", "harmonic fill", set, harmonic, dataset));
    leadDb[set.name] = studyDifference(
      errorRatio(mine.errors, "pooledHolePsnrDb"),
      errorRatio(harmonic.errors, "pooledHolePsnrDb"),
    );
  }
  showTable(rows.map(tableRow), {
    // Values on different holes do not compare.
    best: sets.length > 1 ? {} : { [psnrColumn]: "highest", "SSIM in the hole": "highest" },
    caption: `The first ${truth.shape[0].toLocaleString("en")} test images, ${dataset.title}`,
  });
  for (const set of sets) console.log(verdict(name, set, leadDb[set.name]));
  return { rows, leadDb };
}

function rowOf(
  method: string,
  title: string,
  set: BenchmarkMaskSet,
  { errors, fillSeconds }: MeasuredMethod,
  dataset: Dataset,
): BenchmarkRow {
  const imagesPerSecond = errors.holePixels.length / Math.max(fillSeconds, 1e-6);
  const measured = { name: method, title, parameters: 0 };
  return benchmarkRow(errors, { benchmark, method: measured, set, dataset: dataset.title, imagesPerSecond });
}

const psnrColumn = "hole PSNR in dB (pooled)";

function tableRow({ title, maskSet, figures }: BenchmarkRow): { [column: string]: string | number | null } {
  const { value, low, high } = figures.pooledHolePsnrDb;
  const finite = (figure: number): number | null => (Number.isFinite(figure) ? figure : null);
  return {
    method: title,
    holes: maskSet,
    [psnrColumn]: finite(value),
    from: finite(low),
    to: finite(high),
    "SSIM in the hole": finite(figures.pooledHoleSsim.value),
    "gradient energy": finite(figures.pooledHoleGradientShare.value),
  };
}

function verdict(name: string, { title }: BenchmarkMaskSet, { value, low, high }: BootstrapInterval): string {
  const interval = `by ${Math.abs(value).toFixed(2)} dB (95 %: ${low.toFixed(2)} to ${high.toFixed(2)})`;
  if (low > 0) return `${title}: ${name} beats the harmonic fill ${interval}.`;
  if (high < 0) return `${title}: the harmonic fill stays ahead ${interval}.`;
  return `${title}: the two cannot be told apart; they differ ${interval}.`;
}

/** The function, with what it returns looked at before it is measured, and its name in what it throws. */
function checked(name: string, fill: FillFunction): FillFunction {
  return async (images, knownMask) => {
    const filled = (await Promise.resolve(fill(images, knownMask))) as ImageBatch | undefined;
    const shape = filled?.shape;
    const values = filled?.data?.length;
    const sound = String(shape) === String(images.shape) && values === images.data.length;
    if (sound && filled !== undefined) return filled;
    throw new Error(
      `Expected ${name} to return images of shape [${images.shape}], but received ` +
        `${shape === undefined ? String(filled) : `[${shape}] with ${values} values`}. ` +
        `End it with: return imageBatch(data, images.shape).`,
    );
  };
}

function chooseSets(names: readonly string[]): BenchmarkMaskSet[] {
  const known = benchmark.maskSets.map(({ name }) => name);
  const odd = names.find((name) => !known.includes(name));
  if (odd !== undefined || names.length === 0) {
    throw new Error(
      `Expected masks to name some of ${known.join(", ")}, but received ${odd === undefined ? "none" : `"${odd}"`}. ` +
        `Write for example { masks: ["square8", "centre16"] }.`,
    );
  }
  return benchmark.maskSets.filter(({ name }) => names.includes(name));
}

function checkArguments(name: string, fill: unknown, images: number): void {
  if (typeof fill !== "function") {
    throw new Error(
      `Expected a function (images, knownMask) => images for "${name}", but received ${typeof fill}. ` +
        `Write for example benchmarkMyFill("mine", (images, knownMask) => fillMean(images, knownMask)).`,
    );
  }
  if (Number.isInteger(images) && images >= 1 && images <= benchmark.images) return;
  throw new Error(
    `Expected images to be a whole number from 1 to ${benchmark.images}, but received ${images}. Use for example 500.`,
  );
}
