// The table of the audit's parts, by the names that --only takes. One line each: to add a measurement, add its line.
import type { AuditPart } from "./context";
import { heldOutPart } from "./heldOut";
import { squaredErrorPart } from "./squaredError";

/** All parts, the quick ones first. */
export const auditParts: readonly AuditPart[] = [
  heldOutPart,
  squaredErrorPart,
] as readonly AuditPart[];

/** The parts of these names, in the table's order; all of them where none is named. Throws on an unknown name. */
export function chooseParts(names: readonly string[] = []): AuditPart[] {
  const known: readonly string[] = auditParts.map(({ name }) => name), odd = names.find((name) => !known.includes(name));
  if (odd !== undefined) throw new Error(`Expected --only to name some of ${known.join(", ")}, but received "${odd}".`);
  return auditParts.filter(({ name }) => names.length === 0 || names.includes(name));
}
