// What every step after a fill does to the PSNR in the hole, under one kind of hole, at its usual number: an interval per
// method.
import type { Figure } from "../figures/figure";
import { rangeChart } from "../figures/rangeChart";
import { inpaintingMethods } from "../methods";
import type { StepRow, StepValues } from "./afterTheFill";
import { measuredSteps } from "./measuredSteps";

export interface AfterTheFillChartOptions {
  /** One of the families that were measured. */
  readonly family: string;
  readonly title?: string;
  readonly synthetic?: boolean;
}

/** Throws where nothing was measured under this family. */
export function afterTheFillChart({ steps }: StepValues, options: AfterTheFillChartOptions): Figure {
  const { family, title = `Hole PSNR after a step, less that without it: ${options.family}`, synthetic } = options;
  const shown = steps.filter((row) => row.family === family && isUsual(row));
  const methods = [...new Set(shown.map(({ method }) => method))];
  const series = methods.map((method) => ({
    name: inpaintingMethods.find(({ name }) => name === method)?.title ?? method,
    points: shown
      .filter((row) => row.method === method)
      .map(({ step, holePsnrDb: [value, low, high] }) => ({ row: step, value, low, high })),
  }));
  const rows = [...new Set(shown.map(({ step }) => step))];
  return rangeChart({
    rows,
    series,
    title,
    unit: "difference in dB",
    alt: `${title}, in dB. ${series.map(({ name, points }) => `${name}: ${points.map(words).join(", ")}`).join("; ")}.`,
    synthetic,
  });
}

function isUsual({ step, number }: StepRow): boolean {
  return measuredSteps.some(({ name, numbers: [usual] }) => name === step && number === usual);
}

function words({ row, value }: { readonly row: string; readonly value: number }): string {
  return `${row} ${value.toFixed(2).replace("-", "−")}`;
}
