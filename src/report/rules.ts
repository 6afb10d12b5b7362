// How derived numbers follow from others: each rule takes the numbers of its keys, in their order, and gives one.

export type RuleName =
  | "difference"
  | "ratio"
  | "percentOf"
  | "percentOfSum"
  | "spread"
  | "lostLead"
  | "fluctuation"
  | "fluctuationsTogether"
  | "rankCorrelation";

export interface Rule {
  /** The rule in words, between or around its keys, as the source table prints it. */
  readonly words: string;
  readonly apply: (numbers: readonly number[]) => number;
}

export const rules: { readonly [name in RuleName]: Rule } = {
  difference: { words: "first − second", apply: ([a, b]) => a - b },
  ratio: { words: "first / second", apply: ([a, b]) => a / b },
  percentOf: { words: "100 × first / second", apply: ([a, b]) => (100 * a) / b },
  percentOfSum: { words: "100 × first / (first + second)", apply: ([a, b]) => (100 * a) / (a + b) },
  spread: { words: "largest − smallest", apply: (numbers) => Math.max(...numbers) - Math.min(...numbers) },
  /** How far a lead (third over fourth) has grown against the one behind: (first − second) − (third − fourth). */
  lostLead: { words: "(first − second) − (third − fourth)", apply: ([a, b, c, d]) => a - b - (c - d) },
  fluctuation: {
    words: "mean distance of each from the mean of its two neighbours",
    apply: (numbers) => meanOf(residuals(numbers).map(Math.abs)),
  },
  /** Of the first half of the numbers and the second half. */
  fluctuationsTogether: {
    words: "correlation of two series' distances from the mean of the neighbours",
    apply: (numbers) => {
      const [first, second] = halves(numbers);
      return correlation(residuals(first), residuals(second));
    },
  },
  rankCorrelation: {
    words: "Spearman's rank correlation of two series",
    apply: (numbers) => {
      const [first, second] = halves(numbers);
      return correlation(ranks(first), ranks(second));
    },
  },
};

function residuals(numbers: readonly number[]): number[] {
  return numbers.slice(1, -1).map((number, i) => number - (numbers[i] + numbers[i + 2]) / 2);
}

function halves(numbers: readonly number[]): [readonly number[], readonly number[]] {
  return [numbers.slice(0, numbers.length / 2), numbers.slice(numbers.length / 2)];
}

/** Pearson's correlation; 0 where one side does not vary. */
function correlation(first: readonly number[], second: readonly number[]): number {
  const [a, b] = [first, second].map((numbers) => numbers.map((number) => number - meanOf(numbers)));
  const product = (x: readonly number[], y: readonly number[]): number =>
    x.reduce((sum, value, i) => sum + value * y[i], 0);
  const size = Math.sqrt(product(a, a) * product(b, b));
  return size === 0 ? 0 : product(a, b) / size;
}

/** 1 for the smallest; equal numbers share the mean of their ranks. */
function ranks(numbers: readonly number[]): number[] {
  return numbers.map((number) => {
    const below = numbers.filter((other) => other < number).length;
    const equal = numbers.filter((other) => other === number).length;
    return below + (equal + 1) / 2;
  });
}

function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
