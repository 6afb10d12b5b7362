// Medians, spreads and ratios of the rounds.

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
    throw new Error(`Expected as many rounds on both sides of a ratio, but received ${ours.length} and ${theirs.length}. ` +
      `Measure both in the same rounds.`);
  }
  const perRound = spread(ours.map((value, i) => value / theirs[i]));
  return { median: median(ours) / median(theirs), min: perRound.min, max: perRound.max };
}
