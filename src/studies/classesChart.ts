// Hole PSNR per class with its intervals, one row per class, from the first method's best class down: whether a class is easy
// depends on what its pictures look like more than on who fills them.
import type { ClassValues } from "./classes";
import { methodFigures, methodLabel } from "./methodFigures";
import type { Interval } from "./records";
import type { Figure } from "../figures/figure";
import { rangeChart } from "../figures/rangeChart";

export interface ClassChartOptions {
  readonly title?: string;
  readonly alt?: string;
  readonly synthetic?: boolean;
}

/** Throws unless each method has one interval per class. */
export function classChart({ classNames, methods }: ClassValues<string>, options: ClassChartOptions = {}): Figure {
  const { title = "PSNR in the hole by class", synthetic } = options;
  const series = methodFigures<readonly Interval[]>(methods, []);
  for (const [key, { length }] of series) {
    if (length === classNames.length) continue;
    throw new Error(`Expected ${classNames.length} intervals of "${key}", but received ${length}. Give one per class.`);
  }
  const [[first, leading]] = series;
  const order = classNames.map((_, i) => i).sort((a, b) => leading[b].value - leading[a].value);
  const words = order.map((i) => `${classNames[i]} ${series.map(([, own]) => own[i].value.toFixed(2)).join(", ")}`);
  const leader = first === "network" ? "the network" : methodLabel(first);
  return rangeChart({
    title,
    unit: "PSNR in the hole, dB",
    synthetic,
    rowHeight: 34,
    alt:
      options.alt ??
      `${title} in dB with 95 % intervals, from ${leader}'s best class down: ` +
        `${series.map(([key]) => methodLabel(key)).join(", ")}. ${words.join("; ")}.`,
    rows: order.map((i) => classNames[i]),
    series: series.map(([key, own]) => ({
      name: methodLabel(key),
      points: classNames.map((row, i) => ({ row, ...own[i] })),
    })),
  });
}
