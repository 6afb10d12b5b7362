// The figures of a table, each made from measureImages' rows as one ratio of two sums over images: pooled figures divide
// error by pixels, means of per-image figures divide by the number of images that have such pixels. So one bootstrap, one
// grouping and one check for empty regions serve all of them. A name says averaging, region and measure.
import { psnrDb } from "./hole";
import type { ImageErrors } from "./imageErrors";

/** From one mean over all images of the set together, or the mean of each image's own figure. */
export type Averaging = "pooled" | "meanPerImage";

/** Full: the filled image as it came. Composite: the same, with known pixels taken from the truth. */
export type FigureRegion = "Hole" | "Known" | "Full" | "Composite";

export type FigureMeasure = "Mse" | "L1" | "PsnrDb";

/** For example "pooledHolePsnrDb", "meanPerImageCompositePsnrDb", "pooledKnownL1". */
export type ErrorFigureName =
  | `${Averaging}${FigureRegion}${FigureMeasure}`
  | "meanPerImageCompositeSsim"
  | `${Averaging}HoleSsim`
  | "pooledHoleGradientShare";

/** A figure as a function of sums over images: finish(Σ numerators / Σ denominators). An image that does not count has 0, 0. */
export interface ErrorRatio {
  readonly name: string;
  readonly numerators: Float64Array;
  readonly denominators: Float64Array;
  /** Turns the ratio into the figure; does nothing, or gives decibels. */
  readonly finish: (ratio: number) => number;
}

/**
 * What a perfect image counts in a mean of per-image PSNRs, which infinity would swallow, and no image counts more: 100 dB,
 * the cap of the libvpx and libaom encoders. An 8-bit image of up to 150,000 values stays below it unless it is perfect.
 */
export const perfectImagePsnrDb: number = 100;

const regions: readonly FigureRegion[] = ["Hole", "Known", "Full", "Composite"];
const measures: readonly FigureMeasure[] = ["Mse", "L1", "PsnrDb"];
const asIs = (ratio: number): number => ratio;

type RatioOf = (errors: ImageErrors) => Omit<ErrorRatio, "name">;

const ratios = new Map<string, RatioOf>();
for (const region of regions) {
  for (const measure of measures) {
    ratios.set(`pooled${region}${measure}`, (errors) => pooled(errors, region, measure));
    ratios.set(`meanPerImage${region}${measure}`, (errors) => meanPerImage(pooled(errors, region, measure)));
  }
}
ratios.set("meanPerImageCompositeSsim", (errors) => ({
  numerators: errors.compositeSsim,
  denominators: errors.compositeSsim.map(() => 1),
  finish: asIs,
}));
ratios.set("pooledHoleSsim", holeSsim);
ratios.set("meanPerImageHoleSsim", (errors) => meanPerImage(holeSsim(errors)));
// Only pooled: the share of a single image with a smooth hole divides by nearly nothing.
ratios.set("pooledHoleGradientShare", (errors) => ({
  numerators: errors.holeGradientEnergy,
  denominators: errors.truthHoleGradientEnergy,
  finish: asIs,
}));

/** All names that errorFigure knows. */
export const errorFigureNames: readonly ErrorFigureName[] = [...ratios.keys()] as ErrorFigureName[];

/**
 * One figure of these images, values in [0,1], PSNR in dB with peak 1.
 * - Images without a pixel of the region count neither in the sums nor in the mean; countImages says how many do.
 * - Pooled PSNR is Infinity where nothing is wrong; a mean of per-image PSNRs takes perfectImagePsnrDb for a perfect image.
 * - HoleSsim: the composite's SSIM map over hole pixels. CompositeSsim: over the whole image, images without a hole included.
 * - HoleGradientShare: squared differences between neighbouring hole pixels, filled over truth: below 1 the fill is blurrier.
 * Throws where no image counts, instead of giving NaN.
 */
export function errorFigure(errors: ImageErrors, name: ErrorFigureName): number {
  return ratioValue(errorRatio(errors, name));
}

/** The same figure as sums over images, for bootstrapInterval. */
export function errorRatio(errors: ImageErrors, name: ErrorFigureName): ErrorRatio {
  const ratio = ratios.get(name);
  if (ratio === undefined) {
    throw new Error(
      `Expected one of the figures ${errorFigureNames.join(", ")}, but received "${name}". Choose one of these.`,
    );
  }
  return { name, ...ratio(errors) };
}

/** finish(Σ numerators / Σ denominators). Throws where the denominators sum to 0. */
export function ratioValue({ name, numerators, denominators, finish }: ErrorRatio): number {
  const total = sum(denominators);
  if (total === 0) {
    throw new Error(
      `Expected something to measure for ${name}, but none of the ${denominators.length} images has any. ` +
        `Leave the figure out for these masks, or draw masks with a hole and a rim.`,
    );
  }
  return finish(sum(numerators) / total);
}

/** What the figures rest on: a table states it beside them. */
export interface ImageCounts {
  readonly images: number;
  /** Images with at least one hole pixel: those that figures of the hole count. */
  readonly withHole: number;
  /** Images with at least one known pixel. */
  readonly withKnown: number;
  readonly holePixels: number;
  readonly knownPixels: number;
}

/** Counts images and pixels of both regions. */
export function countImages({ holePixels, knownPixels }: ImageErrors): ImageCounts {
  const some = (pixels: Float64Array): number => pixels.reduce((count, value) => count + (value > 0 ? 1 : 0), 0);
  return {
    images: holePixels.length,
    withHole: some(holePixels),
    withKnown: some(knownPixels),
    holePixels: sum(holePixels),
    knownPixels: sum(knownPixels),
  };
}

function pooled(errors: ImageErrors, region: FigureRegion, measure: FigureMeasure): Omit<ErrorRatio, "name"> {
  const hole = measure === "L1" ? errors.holeAbsolute : errors.holeSquared;
  const known = measure === "L1" ? errors.knownAbsolute : errors.knownSquared;
  const numerators = region === "Known" ? known : region === "Full" ? added(hole, known) : hole;
  const pixels =
    region === "Hole"
      ? errors.holePixels
      : region === "Known"
        ? errors.knownPixels
        : added(errors.holePixels, errors.knownPixels);
  return {
    numerators,
    denominators: pixels.map((count) => count * errors.channels),
    finish: measure === "PsnrDb" ? psnrDb : asIs,
  };
}

function holeSsim(errors: ImageErrors): Omit<ErrorRatio, "name"> {
  return { numerators: errors.holeSsim, denominators: errors.holePixels, finish: asIs };
}

/** Each image's own figure over 1, and 0 over 0 for images without such pixels. */
function meanPerImage({ numerators, denominators, finish }: Omit<ErrorRatio, "name">): Omit<ErrorRatio, "name"> {
  const own = numerators.map((numerator, i) => (denominators[i] === 0 ? 0 : finish(numerator / denominators[i])));
  const figures = finish === psnrDb ? own.map((figure) => Math.min(perfectImagePsnrDb, figure)) : own;
  return { numerators: figures, denominators: denominators.map((value) => (value === 0 ? 0 : 1)), finish: asIs };
}

function added(first: Float64Array, second: Float64Array): Float64Array {
  return first.map((value, i) => value + second[i]);
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
