// Lines of the table of methods by the names typed on a command line.
import { inpaintingMethods, type MethodEntry } from "../../methods";

/** The methods of these names, in the table's order; all of them where none is named. Throws on an unknown name. */
export function chooseMethods(names: readonly string[] = []): MethodEntry[] {
  const known = inpaintingMethods.map(({ name }) => name);
  const odd = names.find((name) => !known.includes(name));
  if (odd !== undefined) throw new Error(`Expected --method to name some of ${known.join(", ")}, but received "${odd}".`);
  return inpaintingMethods.filter(({ name }) => names.length === 0 || names.includes(name));
}
