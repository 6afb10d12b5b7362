// How values are distributed: for each of several sets the share of its values that lie below a place, as a rising line. Two
// sets can be compared everywhere along their lines, where two means would say one number each.
import type { Plot } from "nodeplotlib";
import { makeFigure, type Figure } from "./figure";
import { methodColour } from "./methodColours";
import { palette } from "./style";

export interface DistributionChartOptions {
  readonly values: { readonly [name: string]: ArrayLike<number> };
  /** Name of the horizontal axis with its unit. */
  readonly unit: string;
  /** What the values belong to, for the vertical axis; default "images". */
  readonly of?: string;
  readonly title: string;
  readonly alt?: string;
  readonly synthetic?: boolean;
}

/** Lines from the 1st to the 99th percentile, a point each: the rare ends are left out. Throws on an empty set. */
export function distributionChart({
  values,
  unit,
  of = "images",
  title,
  alt,
  synthetic,
}: DistributionChartOptions): Figure {
  const percents = Array.from({ length: 99 }, (_, i) => i + 1);
  const names = Object.keys(values);
  const empty = names.find((name) => values[name].length === 0);
  if (names.length === 0 || empty !== undefined) {
    throw new Error(
      `Expected values to draw, but received none${empty === undefined ? "" : ` for "${empty}"`}. ` +
        `Measure something first.`,
    );
  }
  const sorted = names.map((name) => Float64Array.from(values[name]).sort());
  const data = names.map((name, i): Plot => ({
    type: "scatter",
    mode: "lines",
    name,
    y: percents,
    x: percents.map((percent) => percentile(sorted[i], percent)),
    line: { color: methodColour(name) ?? palette[i % palette.length], width: 2 },
  }));
  const words = names.map((name, i) => {
    const [tenth, half, most] = [10, 50, 90].map((percent) => percentile(sorted[i], percent).toPrecision(3));
    return `${name}: a tenth up to ${tenth}, half up to ${half}, nine tenths up to ${most}`;
  });
  return makeFigure({
    title,
    alt: alt ?? `${title}, ${unit}. ${words.join("; ")}.`,
    data,
    synthetic,
    layout: {
      xaxis: { title: { text: unit }, showgrid: true },
      yaxis: { title: { text: `% of ${of} below` }, range: [0, 100] },
    },
  });
}

/** The value that this many percent of the sorted values do not exceed. */
function percentile(sorted: Float64Array, percent: number): number {
  return sorted[Math.ceil((percent * sorted.length) / 100) - 1];
}
