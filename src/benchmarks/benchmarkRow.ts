// One row of the benchmark: a method on a mask set, with the figures that PROTOCOL.md defines and their intervals. All
// methods are resampled with the same drawings of images, so that rows differ by the methods and not by the dice.
import { bootstrapIntervals, type BootstrapInterval } from "../metrics/bootstrap";
import { errorRatio, type ErrorFigureName } from "../metrics/errorFigures";
import type { ImageErrors } from "../metrics/imageErrors";
import { randomStream } from "../random";
import { benchmarkName, type BenchmarkMaskSet } from "./maskSets";

/** The figures that a row states; PROTOCOL.md defines them. */
export type BenchmarkFigure = ErrorFigureName & ("pooledHolePsnrDb" | "meanPerImageHolePsnrDb" | "pooledHoleL1" |
  "pooledHoleSsim" | "pooledHoleGradientShare" | "pooledCompositePsnrDb" | "meanPerImageCompositePsnrDb" |
  "pooledCompositeL1" | "meanPerImageCompositeSsim" | "pooledKnownMse");

export const benchmarkFigures: readonly BenchmarkFigure[] = [
  "pooledHolePsnrDb", "meanPerImageHolePsnrDb", "pooledHoleL1", "pooledHoleSsim", "pooledHoleGradientShare",
  "pooledCompositePsnrDb", "meanPerImageCompositePsnrDb", "pooledCompositeL1", "meanPerImageCompositeSsim", "pooledKnownMse",
];

/** Who is measured. */
export interface BenchmarkMethod {
  /** What --method takes. */
  readonly name: string;
  /** For tables and figures. */
  readonly title: string;
  /** Trained parameters; 0 for a method that learns nothing. */
  readonly parameters: number;
}

export interface BenchmarkRow {
  readonly benchmark: string;
  /** "CIFAR-10", or the name of the data that stood in for it. */
  readonly dataset: string;
  readonly method: string;
  readonly title: string;
  readonly parameters: number;
  readonly maskSet: string;
  readonly maskSha256: string;
  /** How many test images, from the first on. */
  readonly images: number;
  /** Images filled per second of wall time, all cores in use; measuring is not in it. */
  readonly imagesPerSecond: number;
  /** PSNR in dB, peak 1; L1, MSE and SSIM for values in [0,1]; gradient share as a ratio. With 95 % intervals. */
  readonly figures: { readonly [figure in BenchmarkFigure]: BootstrapInterval };
}

/** Where and how a row was measured. */
export type BenchmarkSetting = Pick<BenchmarkRow, "dataset" | "imagesPerSecond">;

/** The row of measured errors. Throws where there is nothing to measure. */
export function benchmarkRow(
  method: BenchmarkMethod, set: BenchmarkMaskSet, errors: ImageErrors, { dataset, imagesPerSecond }: BenchmarkSetting,
): BenchmarkRow {
  const ratios = benchmarkFigures.map((name) => errorRatio(errors, name));
  const intervals = bootstrapIntervals(ratios, randomStream(1, `${benchmarkName} intervals`), { resamples: 500 });
  const figures = Object.fromEntries(benchmarkFigures.map((name, i) => [name, intervals[i]])) as BenchmarkRow["figures"];
  return {
    benchmark: benchmarkName, dataset, method: method.name, title: method.title, parameters: method.parameters,
    maskSet: set.name, maskSha256: set.sha256, images: errors.holePixels.length, imagesPerSecond, figures,
  };
}
