// The mean of a few independent numbers, their spread and the interval that holds the mean with 95 % (Student 1908, "The
// Probable Error of a Mean"). For a handful of numbers: a bootstrap of five would draw from five. The distribution is summed
// exactly for whole degrees of freedom (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4).

export interface MeanInterval {
  readonly mean: number;
  /** Standard deviation with n − 1; null for a single number, which has none. */
  readonly spread: number | null;
  /** Ends of the interval; null for a single number. */
  readonly low: number | null;
  readonly high: number | null;
}

/** Mean, spread and interval; `level` between 0 and 1, default .95. Throws where there is no number, or one is not finite. */
export function meanInterval(values: readonly number[], level = 0.95): MeanInterval {
  const odd = values.find((value) => !Number.isFinite(value));
  const count = values.length;
  if (count === 0 || odd !== undefined) {
    throw new Error(
      `Expected finite numbers to average, but received ${odd ?? "none"}. Leave out what was not measured.`,
    );
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count === 1) return { mean, spread: null, low: null, high: null };
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1));
  const half = (studentWidth(level, count - 1) * spread) / Math.sqrt(count);
  return { mean, spread, low: mean - half, high: mean + half };
}

/** The t for which |T| ≤ t has probability `level`, T of Student's distribution; freedom a whole number from 1. */
export function studentWidth(level: number, freedom: number): number {
  if (!(level > 0 && level < 1) || !(Number.isInteger(freedom) && freedom >= 1)) {
    throw new Error(
      `Expected a level between 0 and 1 and whole degrees of freedom from 1, but received ${level} and ${freedom}. ` +
        `Use for example .95 and the number of values less one.`,
    );
  }
  let low = 0;
  let high = 1;
  while (within(high, freedom) < level) high *= 2;
  for (let halving = 0; halving < 60; halving++) {
    const middle = (low + high) / 2;
    if (within(middle, freedom) < level) low = middle;
    else high = middle;
  }
  return high;
}

/** P(|T| ≤ t). */
function within(t: number, freedom: number): number {
  const angle = Math.atan(t / Math.sqrt(freedom));
  const cosine = Math.cos(angle);
  const even = freedom % 2 === 0;
  let term = even ? 1 : cosine;
  let sum = freedom === 1 ? 0 : term;
  for (let k = even ? 2 : 3; k < freedom; k += 2) {
    term *= ((k - 1) / k) * cosine * cosine;
    sum += term;
  }
  return even ? Math.sin(angle) * sum : (2 / Math.PI) * (angle + Math.sin(angle) * sum);
}
