// A few numbers side by side: one group of bars per category, one colour per series, each number on its bar.
import type { Plot } from "nodeplotlib";
import { makeFigure, type Figure } from "./figure";
import { palette } from "./style";

export interface BarChartOptions {
  /** series["in the hole"]["harmonic"]: for each series, one number per category; all series have the same categories. */
  readonly series: { readonly [name: string]: { readonly [category: string]: number } };
  /** Name of the vertical axis with its unit. */
  readonly unit: string;
  readonly title: string;
  readonly alt?: string;
  /** Digits behind the point on the bars; default 1. */
  readonly digits?: number;
  readonly synthetic?: boolean;
}

/** Categories in the order of the first series. Throws where there is nothing to draw and where categories differ. */
export function barChart({ series, unit, title, alt, digits = 1, synthetic }: BarChartOptions): Figure {
  const names = Object.keys(series);
  const categories = Object.keys(series[names[0]] ?? {});
  if (categories.length === 0) {
    throw new Error("Expected at least one number to draw, but received none. Give { hole: { harmonic: 18 } }.");
  }
  const odd = names.find((name) => Object.keys(series[name]).join() !== categories.join());
  if (odd !== undefined) {
    throw new Error(
      `Expected the series "${odd}" to have the categories ${categories.join(", ")}, but received ` +
        `${Object.keys(series[odd]).join(", ") || "none"}. Measure the same ones, in the same order.`,
    );
  }
  const text = (name: string, category: string): string => series[name][category].toFixed(digits);
  const data = names.map((name, i): Plot => ({
    type: "bar",
    name,
    x: categories,
    y: categories.map((category) => series[name][category]),
    text: categories.map((category) => text(name, category)),
    textposition: "outside",
    marker: { color: palette[i % palette.length] },
  }));
  const words = names.map(
    (name) => `${name}: ${categories.map((category) => `${category} ${text(name, category)}`).join(", ")}`,
  );
  const numbers = names.flatMap((name) => Object.values(series[name]));
  const high = Math.max(...numbers);
  // Room for the number on the highest bar.
  const range = Math.min(...numbers) >= 0 && high > 0 ? { range: [0, 1.1 * high] } : {};
  return makeFigure({
    title,
    alt: alt ?? `${title}, ${unit}. ${words.join("; ")}.`,
    data,
    synthetic,
    layout: { yaxis: { title: { text: unit }, ...range } },
  });
}
