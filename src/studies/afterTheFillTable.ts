// The verdicts of the study after-the-fill for a terminal, part by part: a table with a line for each method, step and number
// and a column for each kind of hole, and below it which steps are worth it after which method.
import { textTable } from "../textTable";
import type { AfterTheFillValues, StepRow, StepValues } from "./afterTheFill";
import { stepText, worthwhileSteps } from "./worthwhileSteps";

/** Throws where nothing was measured. */
export function afterTheFillTable({ cifar10, photographs }: AfterTheFillValues): string {
  const texts = [
    partText(cifar10, "held-out images, which the report's and the article's networks were trained on"),
    photographs === null ? null : partText(photographs, "held-out images"),
  ].filter((text) => text !== null);
  if (texts.length === 0)
    throw new Error("Expected the values of at least one step, but received none. Measure one first.");
  return texts.join("\n\n\n");
}

/** `images`: what was measured, for the title; null where that is nothing. */
function partText({ title, fills, steps }: StepValues, images: string): string | null {
  if (steps.length === 0) return null;
  const families = [...new Set(fills.map(({ family }) => family))];
  const heading = ["method", "step", ...families];
  const lines = new Map<string, Map<string, StepRow>>();
  for (const row of steps) {
    const key = `${row.method} ${stepText(row)}`;
    lines.set(key, (lines.get(key) ?? new Map<string, StepRow>()).set(row.family, row));
  }
  const body = [...lines].map(([key, rows]) => [
    ...key.split(" "),
    ...families.map((family) => cellOf(rows.get(family))),
  ]);
  const worthwhile = [...worthwhileSteps(steps)].map(([method, names]) => [
    method,
    names === null ? "too few images" : names.join(", ") || "none",
  ]);
  return [
    `${title}, ${images}.`,
    "Hole PSNR in dB after the step − without it, and whether it helps there or at the seam; *: another figure is worse.",
    "",
    ...textTable([heading, ...body], { right: heading.map(() => false) }),
    "",
    `On ${title} a step is worth it where it helps under some kind of hole and hurts under none:`,
    "",
    ...textTable([["after", "worth it"], ...worthwhile], { right: [false, false] }),
  ].join("\n");
}

function cellOf(row: StepRow | undefined): string {
  if (row === undefined) return "–";
  const [value] = row.holePsnrDb;
  const size = Math.abs(value).toFixed(2);
  const text = size === "0.00" ? size : `${value < 0 ? "−" : "+"}${size}`;
  if (row.verdict === null || row.verdict === "no difference") return text;
  return `${text} ${row.verdict}${row.verdict === "helps" && row.worse.length > 0 ? "*" : ""}`;
}
