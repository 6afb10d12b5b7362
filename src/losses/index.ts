// The table of losses, by the name that settings use. One line each: to add a loss, add its line.
import { binaryCrossentropy } from "./binaryCrossentropy";
import { holeSquaredError } from "./holeSquaredError";
import type { Loss } from "./loss";
import { meanAbsoluteError } from "./meanAbsoluteError";
import { meanSquaredError } from "./meanSquaredError";
import { softmaxCrossentropy } from "./softmaxCrossentropy";

export const losses: { readonly [name: string]: Loss } = {
  binaryCrossentropy,
  meanSquaredError,
  meanAbsoluteError,
  /** Inside the hole only. */
  holeSquaredError,
  /** For classification. */
  softmaxCrossentropy,
};

/** The loss of this name. Throws, naming all losses, where there is none. */
export function lossNamed(name: string): Loss {
  if (Object.hasOwn(losses, name)) return losses[name];
  throw new Error(
    `Expected a loss among ${Object.keys(losses).join(", ")}, but received "${name}". Use one of these names.`,
  );
}
