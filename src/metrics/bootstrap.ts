// Percentile bootstrap over images (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13): draw as many
// images again, with replacement, take the figure of each such set, and cut off equal tails. The images are what varies, not
// the pixels: pixels of one image err together. Every figure is a ratio of sums, so one drawing serves all figures at once.
import * as v from "valibot";
import type { Random } from "../random";
import { ratioValue, type ErrorRatio } from "./errorFigures";

export interface BootstrapOptions {
  /** How many sets are drawn; default 1000. */
  readonly resamples?: number;
  /** Share of the sets that the interval holds, between 0 and 1; default .95. */
  readonly level?: number;
}

/** A figure and the interval around it, in the figure's own unit. */
export interface BootstrapInterval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

export const bootstrapIntervalSchema: v.GenericSchema<BootstrapInterval> = v.looseObject({
  value: v.number(),
  low: v.number(),
  high: v.number(),
  level: v.number(),
});

/** The interval of one figure: bootstrapInterval(errorRatio(errors, "pooledHolePsnrDb"), randomStream(1, "bootstrap")). */
export function bootstrapInterval(
  ratio: ErrorRatio,
  random: Random,
  options: BootstrapOptions = {},
): BootstrapInterval {
  return bootstrapIntervals([ratio], random, options)[0];
}

/**
 * Intervals of several figures of the same images, from the same drawings. Sets in which no image counts for a figure
 * are left out of that figure's interval. One image alone gives an interval of width 0, which says nothing about others.
 * Throws where a figure has no image to count, where figures hold different numbers of images, and for options out of range.
 */
export function bootstrapIntervals(
  ratios: readonly ErrorRatio[],
  random: Random,
  options: BootstrapOptions = {},
): BootstrapInterval[] {
  const { level = 0.95 } = options;
  const drawn = drawRatios(ratios, random, options);
  return ratios.map((ratio, i) => interval(ratioValue(ratio), drawn[i].map(ratio.finish), ratio.name, level));
}

/**
 * The interval of `first` − `second`, two methods' figures of the same images: both are taken from the same drawn sets, so
 * that what makes a set hard for both cancels. An interval without 0 in it tells the methods apart. Equal figures differ by 0,
 * infinite ones too.
 */
export function bootstrapDifference(
  first: ErrorRatio,
  second: ErrorRatio,
  random: Random,
  options: BootstrapOptions = {},
): BootstrapInterval {
  const { level = 0.95 } = options;
  const [ours, theirs] = drawRatios([first, second], random, options);
  const differences = ours.map((ratio, r) => difference(first.finish(ratio), second.finish(theirs[r])));
  return interval(
    difference(ratioValue(first), ratioValue(second)),
    differences,
    `${first.name} − ${second.name}`,
    level,
  );
}

/** One ratio of sums per figure and drawn set; NaN, for now, where a set has nothing to divide by. */
function drawRatios(
  ratios: readonly ErrorRatio[],
  random: Random,
  { resamples = 1000, level = 0.95 }: BootstrapOptions,
): Float64Array[] {
  checkOptions(ratios, resamples, level);
  const positions = new Int32Array(ratios[0]?.numerators.length ?? 0);
  const drawn = ratios.map(() => new Float64Array(resamples));
  for (let r = 0; r < resamples; r++) {
    drawPositions(positions, random);
    ratios.forEach((ratio, figure) => {
      drawn[figure][r] = ratioOver(ratio, positions);
    });
  }
  return drawn;
}

function drawPositions(positions: Int32Array, random: Random): void {
  for (let i = 0; i < positions.length; i++) positions[i] = random.integer(0, positions.length - 1);
}

function ratioOver({ numerators, denominators }: ErrorRatio, positions: Int32Array): number {
  let numerator = 0;
  let denominator = 0;
  for (let i = 0; i < positions.length; i++) {
    const position = positions[i];
    numerator += numerators[position];
    denominator += denominators[position];
  }
  return denominator === 0 ? NaN : numerator / denominator;
}

function interval(value: number, figures: Float64Array, name: string, level: number): BootstrapInterval {
  const sorted = figures.filter((figure) => !Number.isNaN(figure)).sort();
  const tail = (1 - level) / 2;
  if (sorted.length === 0) {
    throw new Error(
      `Expected a drawn set with something to measure for ${name}, but all ${figures.length} were empty. ` +
        `Draw more sets, or leave out the images without such pixels.`,
    );
  }
  return { value, low: quantile(sorted, tail), high: quantile(sorted, 1 - tail), level };
}

/** The value below which this share of sorted values lies, interpolated linearly between neighbours. */
function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const low = sorted[below];
  const high = sorted[Math.ceil(at)];
  return low === high ? low : low + (at - below) * (high - low);
}

function difference(first: number, second: number): number {
  return first === second ? 0 : first - second;
}

function checkOptions(ratios: readonly ErrorRatio[], resamples: number, level: number): void {
  if (!Number.isInteger(resamples) || resamples < 1) {
    throw new Error(
      `Expected resamples to be a whole number from 1 up, but received ${resamples}. Use for example 1000.`,
    );
  }
  if (!(level > 0 && level < 1)) {
    throw new Error(`Expected a level between 0 and 1, but received ${level}. Use for example 0.95.`);
  }
  const counts = ratios.map(({ numerators }) => numerators.length);
  if (counts.every((count) => count === counts[0] && count > 0)) return;
  throw new Error(
    `Expected figures of the same images, at least one, but received figures of ${counts.join(" and ")} images. ` +
      `Measure every method on the same images.`,
  );
}
