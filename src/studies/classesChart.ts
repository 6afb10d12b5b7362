// Hole PSNR per class with its intervals, one row per class, from the network's best class down: whether a class is easy depends
// on what its pictures look like more than on who fills them.
import type { ClassValues } from "./classes";
import type { Figure } from "../figures/figure";
import { rangeChart } from "../figures/rangeChart";

export interface ClassChartOptions {
  readonly title?: string;
  readonly alt?: string;
  readonly synthetic?: boolean;
}

const names = { network: "network", authors: "authors' weights", harmonic: "harmonic" } as const;

/** Throws unless each method has one interval per class. */
export function classChart({ classNames, methods }: ClassValues, options: ClassChartOptions = {}): Figure {
  const { title = "PSNR in the hole by class", synthetic } = options, keys = Object.keys(names) as (keyof typeof names)[];
  const odd = keys.find((key) => methods[key].length !== classNames.length);
  if (odd !== undefined) {
    throw new Error(`Expected ${classNames.length} intervals of "${odd}", but received ${methods[odd].length}. ` +
      `Give one per class.`);
  }
  const order = classNames.map((_, i) => i).sort((a, b) => methods.network[b].value - methods.network[a].value);
  const words = order.map((i) => `${classNames[i]} ${keys.map((key) => methods[key][i].value.toFixed(2)).join(", ")}`);
  return rangeChart({
    title, unit: "PSNR in the hole, dB", synthetic, rowHeight: 34,
    alt: options.alt ?? `${title} in dB with 95 % intervals, from the network's best class down: ` +
      `${keys.map((key) => names[key]).join(", ")}. ${words.join("; ")}.`,
    rows: order.map((i) => classNames[i]),
    series: keys.map((key) => ({ name: names[key], points: classNames.map((row, i) => ({ row, ...methods[key][i] })) })),
  });
}
