// Lines of the table of methods by the names typed on a command line.
import { inpaintingMethods, methodNamed, type MethodEntry } from "../../methods";

/** The methods of these names, in the table's order; where none is named all but those of `onlyNamed`. Throws on an unknown name. */
export function chooseMethods(names: readonly string[] = [], onlyNamed: readonly string[] = []): MethodEntry[] {
  const chosen = names.map(methodNamed);
  return inpaintingMethods.filter((method) =>
    chosen.length === 0 ? !onlyNamed.includes(method.name) : chosen.includes(method),
  );
}
