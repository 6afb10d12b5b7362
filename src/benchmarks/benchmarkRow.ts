// One row of a benchmark: a method on a mask set, with the figures that PROTOCOL.md defines and their intervals. All methods are
// resampled with the same drawings of images, so that rows differ by the methods and not by the dice.
import * as v from "valibot";
import type { InpaintingMethod } from "../methods/inpaintingMethod";
import {
  bootstrapIntervals,
  bootstrapIntervalSchema,
  type BootstrapInterval,
  type BootstrapOptions,
} from "../metrics/bootstrap";
import { errorRatio } from "../metrics/errorFigures";
import type { ImageErrors } from "../metrics/imageErrors";
import { randomStream, type Random } from "../random";
import type { Benchmark, BenchmarkFigure, BenchmarkMaskSet } from "./benchmark";
import { holdsImages, holeErrorsOf, holeErrorsSchema, type HoleErrors } from "./holeErrors";

export interface BenchmarkRow {
  readonly benchmark: string;
  /** "CIFAR-10", or the name of the data that stood in for it. */
  readonly dataset: string;
  readonly method: string;
  readonly title: string;
  /** All its parameters, moving means that are not trained included; 0 for a method that learns nothing. */
  readonly parameters: number;
  readonly maskSet: string;
  readonly maskSha256: string;
  /** How many images, from the first on. */
  readonly images: number;
  /** Images filled per second of wall time, all cores in use; measuring is not in it. */
  readonly imagesPerSecond: number;
  /** PSNR in dB, peak 1; L1, MSE and SSIM for values in [0,1]; gradient share as a ratio. With 95 % intervals. */
  readonly figures: { readonly [figure in BenchmarkFigure]: BootstrapInterval };
  /** What each image adds to the pooled hole PSNR, where the benchmark asks for it; older rows have none. */
  readonly holeErrors?: HoleErrors;
}

export const benchmarkRowSchema: v.GenericSchema<BenchmarkRow> = v.pipe(
  v.looseObject({
    benchmark: v.string(),
    dataset: v.string(),
    method: v.string(),
    title: v.string(),
    parameters: v.number(),
    maskSet: v.string(),
    maskSha256: v.string(),
    images: v.number(),
    imagesPerSecond: v.number(),
    figures: v.looseObject({
      pooledHolePsnrDb: bootstrapIntervalSchema,
      meanPerImageHolePsnrDb: bootstrapIntervalSchema,
      pooledHoleL1: bootstrapIntervalSchema,
      pooledHoleSsim: bootstrapIntervalSchema,
      pooledHoleGradientShare: bootstrapIntervalSchema,
      pooledCompositePsnrDb: bootstrapIntervalSchema,
      meanPerImageCompositePsnrDb: bootstrapIntervalSchema,
      pooledCompositeL1: bootstrapIntervalSchema,
      meanPerImageCompositeSsim: bootstrapIntervalSchema,
      pooledKnownMse: bootstrapIntervalSchema,
    }),
    holeErrors: v.optional(holeErrorsSchema),
  }),
  v.check(
    ({ images, holeErrors }) => holeErrors === undefined || holdsImages(holeErrors, images),
    "a row whose holeErrors have a number for each of its images",
  ),
);

/** Who was measured on which masks of which benchmark, where and how fast. */
export interface BenchmarkRowParts extends Pick<BenchmarkRow, "dataset" | "imagesPerSecond"> {
  readonly benchmark: Benchmark;
  readonly method: Pick<InpaintingMethod, "name" | "title" | "parameters">;
  readonly set: BenchmarkMaskSet;
}

/** The row of measured errors. Throws where there is nothing to measure. */
export function benchmarkRow(errors: ImageErrors, parts: BenchmarkRowParts): BenchmarkRow {
  const { benchmark, method, set, dataset, imagesPerSecond } = parts;
  const ratios = benchmark.metrics.map((name) => errorRatio(errors, name));
  const intervals = bootstrapIntervals(ratios, ...drawnSets(benchmark.name));
  const figures = Object.fromEntries(
    benchmark.metrics.map((name, i) => [name, intervals[i]]),
  ) as BenchmarkRow["figures"];
  return {
    benchmark: benchmark.name,
    dataset,
    method: method.name,
    title: method.title,
    parameters: method.parameters,
    maskSet: set.name,
    maskSha256: set.sha256,
    images: errors.holePixels.length,
    imagesPerSecond,
    figures,
    ...(benchmark.paired ? { holeErrors: holeErrorsOf(errors) } : {}),
  };
}

/** The drawn sets of images that all intervals of a benchmark are taken from, differences of methods included. */
export function drawnSets(benchmark: string): readonly [random: Random, options: BootstrapOptions] {
  return [randomStream(1, `${benchmark} intervals`), { resamples: 500 }];
}
