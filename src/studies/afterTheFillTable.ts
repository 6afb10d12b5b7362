// The verdicts of the study after-the-fill as a table for a terminal: a line for each method, step and number, a column for
// each kind of hole.
import { textTable } from "../textTable";
import type { AfterTheFillValues, StepRow } from "./afterTheFill";

/** Throws where nothing was measured. */
export function afterTheFillTable({ fills, steps }: AfterTheFillValues): string {
  if (steps.length === 0)
    throw new Error("Expected the values of at least one step, but received none. Measure one first.");
  const families = [...new Set(fills.map(({ family }) => family))];
  const heading = ["method", "step", ...families];
  const lines = new Map<string, Map<string, StepRow>>();
  for (const row of steps) {
    const key = `${row.method} ${row.step}:${row.number}`;
    lines.set(key, (lines.get(key) ?? new Map<string, StepRow>()).set(row.family, row));
  }
  const body = [...lines].map(([key, rows]) => [
    ...key.split(" "),
    ...families.map((family) => cellOf(rows.get(family))),
  ]);
  return [
    "Hole PSNR in dB after the step − without it, and whether it helps there or at the seam; *: another figure is worse.",
    "",
    ...textTable([heading, ...body], { right: heading.map(() => false) }),
  ].join("\n");
}

function cellOf(row: StepRow | undefined): string {
  if (row === undefined) return "–";
  const [value] = row.holePsnrDb;
  const size = Math.abs(value).toFixed(2);
  const text = size === "0.00" ? size : `${value < 0 ? "−" : "+"}${size}`;
  if (row.verdict === "no difference") return text;
  return `${text} ${row.verdict}${row.verdict === "helps" && row.worse.length > 0 ? "*" : ""}`;
}
