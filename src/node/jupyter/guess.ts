// A prediction that the reader makes before a notebook shows the answer. Figures that take guesses draw it as a dashed line;
// where none is made, nothing is drawn and the notebook runs all the same.

/** A guess as figures take it. */
export interface Guess {
  readonly name: string;
  readonly value: number;
}

export interface GuessOptions {
  /** The only answers there are; default: any number from `from` to `to`. */
  readonly choices?: readonly number[];
  /** The least and the greatest that can be; default: no limit. */
  readonly from?: number;
  readonly to?: number;
}

/**
 * Prints what was guessed and returns it as a list for `guesses:`, empty where `value` is null. Throws on NaN and the like, and on
 * what is none of the choices or lies outside the limits.
 */
export function guess(name: string, value: number | null, options: GuessOptions = {}): Guess[] {
  if (value === null) {
    console.log(`${name}: no guess yet. Put a number in place of null and run the cell again.`);
    return [];
  }
  const { choices, from = -Infinity, to = Infinity } = options;
  const isPossible = choices === undefined ? value >= from && value <= to : choices.includes(value);
  if (!Number.isFinite(value) || !isPossible) {
    const [wanted, example] = wantedOf(options);
    throw new Error(
      `Expected ${wanted} as the guess "${name}", but received ${value}. Write for example ${example}, or null for none.`,
    );
  }
  console.log(`${name}: your guess is ${value}.`);
  return [{ name: "your guess", value }];
}

/** What may be guessed, in words, and an example. */
function wantedOf({ choices, from, to }: GuessOptions): [wanted: string, example: number] {
  if (choices !== undefined) return [`one of ${choices.join(", ")}`, choices[0]];
  if (from !== undefined && to !== undefined) return [`a number from ${from} to ${to}`, Math.round((from + to) / 2)];
  if (from !== undefined) return [`a number from ${from}`, from + 10];
  if (to !== undefined) return [`a number up to ${to}`, to];
  return ["a number", 10];
}
