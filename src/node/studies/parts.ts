// The table of the audit's parts, by the names that --only takes. One line each: to add a measurement, add its line.
import type { AuditName } from "../../studies/records";
import type { AuditPart } from "./context";
import { classesPart, edgeDistancePart, lossPartsPart, positionsPart, rankedFillsPart, sidesPart } from "./fillParts";
import { heldOutPart } from "./heldOut";
import { paintPart, redrawnMasksPart, trainingGapPart, undamagedPart } from "./networkParts";
import { squaredErrorPart } from "./squaredError";

const table: { readonly [Name in AuditName]: AuditPart<Name> } = {
  "loss-parts": lossPartsPart,
  "classes": classesPart,
  "paint": paintPart,
  "edge-distance": edgeDistancePart,
  "undamaged": undamagedPart,
  "ranked-fills": rankedFillsPart,
  "training-gap": trainingGapPart,
  "redrawn-masks": redrawnMasksPart,
  "positions": positionsPart,
  "sides": sidesPart,
  "held-out": heldOutPart,
  "squared-error": squaredErrorPart,
};

/** All parts, the quick ones first. */
export const auditParts: readonly AuditPart[] = Object.values(table) as readonly AuditPart[];

/** The parts of these names, in the table's order; all of them where none is named. Throws on an unknown name. */
export function chooseParts(names: readonly string[] = []): AuditPart[] {
  const known: readonly string[] = auditParts.map(({ name }) => name), odd = names.find((name) => !known.includes(name));
  if (odd !== undefined) throw new Error(`Expected --only to name some of ${known.join(", ")}, but received "${odd}".`);
  return auditParts.filter(({ name }) => names.length === 0 || names.includes(name));
}
