// Whether an adversarial training has collapsed, from its log: a discriminator that is always right teaches the generator nothing
// more, one that is always wrong has given up (Goodfellow 2016, arXiv 1701.00160, sections 4.1 and 5.1).
import type { LogRow } from "./state";

export interface CollapseOptions {
  /** So many epochs in a row, the last of the log included; default 3. */
  readonly epochs?: number;
  /** A discriminatorAccuracy from here up is "always right"; default .99. */
  readonly high?: number;
  /** One from here down is "always wrong"; default .01. */
  readonly low?: number;
}

/**
 * A sentence that warns, with the way out, where discriminatorAccuracy has stayed at `high` or more, or at `low` or less, in the last
 * `epochs` rows; null where it has not, where there are fewer rows, and for trainings that log no such number. Throws on options
 * that make no sense.
 */
export function collapseWarning(log: readonly LogRow[], options: CollapseOptions = {}): string | null {
  const { epochs = 3, high = 0.99, low = 0.01 } = options;
  if (!(Number.isInteger(epochs) && epochs >= 1)) {
    throw new Error(`Expected epochs to be a whole number from 1 up, but received ${epochs}. Use for example 3.`);
  }
  if (!(low >= 0 && low < high && high <= 1)) {
    throw new Error(`Expected 0 ≤ low < high ≤ 1, but received ${low} and ${high}. Use for example 0.01 and 0.99.`);
  }
  const last = log.slice(-epochs);
  if (last.length < epochs) return null;
  const accuracies = last.map(({ others }) => others?.discriminatorAccuracy ?? NaN);
  const since = `since epoch ${last[0].epoch}`;
  if (accuracies.every((accuracy) => accuracy >= high)) {
    return (
      `The discriminator has been right in ${percent(high)} of cases or more ${since}: the generator learns nothing from it. ` +
      "Lower its learning rate, start it later, or set its label for true images to 0.9."
    );
  }
  if (accuracies.every((accuracy) => accuracy <= low)) {
    return (
      `The discriminator has been right in ${percent(low)} of cases or fewer ${since}: it no longer tells fills from originals. ` +
      "Lower the generator's learning rate or the adversarial weight."
    );
  }
  return null;
}

/** "99 %" */
function percent(share: number): string {
  return `${Number((100 * share).toFixed(3))} %`;
}
