// What a study measured of each method, as its chart takes it: whatever the methods are called, in the record's order.

/** Values with a method's figures under each method's key, beside what else they hold. */
export type MethodValues = { readonly [key: string]: unknown };

/** The entries of `values` but for these, which are no method's. Throws where nothing is left. */
export function methodFigures<Figures>(
  values: MethodValues,
  others: readonly string[],
): [key: string, figures: Figures][] {
  const entries = Object.entries(values as { readonly [key: string]: Figures });
  const found = entries.filter(([key]) => !others.includes(key));
  if (found.length > 0) return found;
  throw new Error("Expected at least one method to draw, but received none. Measure one first.");
}

/** How charts write the method of a key. */
export function methodLabel(key: string): string {
  return key === "authors" ? "authors' weights" : key;
}
