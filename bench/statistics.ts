// Medians, spreads and ratios of the rounds; how times grow.

import { median } from "../src/node/tracedGraph/profile";

export { median };

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export function spread(values: readonly number[]): Spread {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}

/**
 * How many times faster `ours` is: the ratio of the medians, and the lowest and highest ratio within one round. Rounds are
 * interleaved, so that what slows a whole round down drops out of that round's ratio.
 */
export function ratio(ours: readonly number[], theirs: readonly number[]): Spread {
  if (ours.length !== theirs.length) {
    throw new Error(
      `Expected as many rounds on both sides of a ratio, but received ${ours.length} and ${theirs.length}. ` +
        `Measure both in the same rounds.`,
    );
  }
  const perRound = spread(ours.map((value, i) => value / theirs[i]));
  return { median: median(ours) / median(theirs), min: perRound.min, max: perRound.max };
}

/** The slope of the straight line through the points in logarithms of both, by least squares: y grows as x to this power. */
export function logLogSlope(points: readonly (readonly [x: number, y: number])[]): number {
  if (points.length < 2 || points.some(([x, y]) => !(x > 0 && y > 0))) {
    throw new Error(
      `Expected two or more points above 0 for a slope in logarithms, but received ${JSON.stringify(points)}. ` +
        `Measure at several sizes.`,
    );
  }
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const xs = points.map(([x]) => Math.log(x));
  const ys = points.map(([, y]) => Math.log(y));
  const middleX = mean(xs);
  const middleY = mean(ys);
  return mean(xs.map((x, i) => (x - middleX) * (ys[i] - middleY))) / mean(xs.map((x) => (x - middleX) ** 2));
}
