// A prediction that the reader makes before a notebook shows the answer. Figures that take guesses draw it as a dashed line;
// where none is made, nothing is drawn and the notebook runs all the same.

/** A guess as figures take it. */
export interface Guess {
  readonly name: string;
  readonly value: number;
}

/** Prints what was guessed and returns it as a list for `guesses:`, empty where `value` is null. Throws on NaN and the like. */
export function guess(name: string, value: number | null): Guess[] {
  if (value === null) {
    console.log(`${name}: no guess yet. Put a number in place of null and run the cell again.`);
    return [];
  }
  if (!Number.isFinite(value)) {
    throw new Error(
      `Expected a number as the guess "${name}", but received ${value}. Write for example 10, or null for none.`,
    );
  }
  console.log(`${name}: your guess is ${value}.`);
  return [{ name: "your guess", value }];
}
