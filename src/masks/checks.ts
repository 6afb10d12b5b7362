// What the families ask of their options.

/** Throws unless `value` is a whole number from `low` to `high`. `name` says what it is, `hint` the way out. */
export function checkWhole(name: string, value: number, low: number, high: number, hint: string): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  const range = high === Infinity ? `a whole number from ${low} up` : `a whole number from ${low} to ${high}`;
  throw new Error(`Expected ${name} to be ${range}, but received ${value}. ${hint}`);
}

/** Throws unless 0 < value < 1. */
export function checkShare(name: string, value: number): void {
  if (value > 0 && value < 1) return;
  throw new Error(`Expected ${name} between 0 and 1, both excluded, but received ${value}. Use for example 0.5.`);
}
