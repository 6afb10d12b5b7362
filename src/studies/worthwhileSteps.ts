// Which steps after a fill are worth doing, by the rule of the study after-the-fill: on held-out images the PSNR in the hole or
// the seam is better by an interval without 0 under some kind of hole, and under none is one of them worse with neither better.
import type { StepRow } from "./afterTheFill";

/** As --after takes it: "feather:2". */
export function stepText({ step, number }: Pick<StepRow, "step" | "number">): string {
  return `${step}:${number}`;
}

/** The steps that are worth it after each method, in the rows' order; null where there are too few images for a verdict. */
export function worthwhileSteps(rows: readonly StepRow[]): ReadonlyMap<string, readonly string[] | null> {
  const methods = [...new Set(rows.map(({ method }) => method))];
  return new Map(methods.map((method) => [method, worthwhile(rows.filter((row) => row.method === method))]));
}

function worthwhile(rows: readonly StepRow[]): string[] | null {
  if (rows.every(({ verdict }) => verdict === null)) return null;
  const stepsThat = (verdict: StepRow["verdict"]): string[] =>
    rows.filter((row) => row.verdict === verdict).map(stepText);
  const hurting = new Set(stepsThat("hurts"));
  return [...new Set(stepsThat("helps"))].filter((step) => !hurting.has(step));
}
