// Speeds side by side: one row per contender, a point at the median of its rounds, a line from the slowest to the fastest,
// one colour per workload. The axis is logarithmic, so that equal distances are equal ratios, whatever the workload.
import type { Layout, Plot } from "nodeplotlib";
import { makeFigure, type Figure } from "./figure";
import { palette } from "./style";

/** Images per second. */
export interface SpeedRow {
  readonly name: string;
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export interface SpeedGroup {
  /** The workload. */
  readonly name: string;
  readonly rows: readonly SpeedRow[];
}

export interface SpeedChartOptions {
  readonly groups: readonly SpeedGroup[];
  readonly title: string;
  readonly alt?: string;
  /** Name of the horizontal axis; default "images per second". */
  readonly unit?: string;
  readonly synthetic?: boolean;
}

/** The rows from top to bottom as they first occur. Throws where a speed is not above 0 or lies outside its own range. */
export function speedChart(options: SpeedChartOptions): Figure {
  const { groups, title, unit = "images per second" } = options, rows = groups.flatMap((group) => group.rows);
  if (rows.length === 0) throw new Error("Expected at least one speed to draw, but received none. Measure something first.");
  rows.forEach(checkRow);
  const names = [...new Set(rows.map(({ name }) => name))].reverse();
  const low = Math.min(...rows.map(({ min }) => min)) / 1.25, high = Math.max(...rows.map(({ max }) => max)) * 1.5;
  // The static chart leaves out the first and the last label of an axis that ends in the middle of nowhere: two without text.
  const shown = roundNumbers(low, high), ticks = [low * 1.001, ...shown, high / 1.001];
  const layout: Layout = {
    height: 150 + 42 * names.length,
    xaxis: { type: "log", title: { text: unit }, range: [Math.log10(low), Math.log10(high)], showgrid: true, tickvals: ticks,
      ticktext: ["", ...shown.map(wholeNumber), ""] },
    yaxis: { type: "category", categoryorder: "array", categoryarray: names },
    annotations: groups.flatMap((group, i) => group.rows.map((row) => ({
      text: wholeNumber(row.median), x: Math.log10(row.max * 1.05), y: row.name, xanchor: "left" as const, showarrow: false,
      font: { size: 12, color: palette[i % palette.length] },
    }))),
  };
  const data = [...categories(names), ...groups.flatMap((group, i) => traces(group, palette[i % palette.length]))];
  return makeFigure({ title, alt: options.alt ?? describe(title, groups), data, layout, synthetic: options.synthetic });
}

/** A trace without points to see that only says in which order the rows stand. */
function categories(names: readonly string[]): Plot[] {
  return [{ type: "scatter", mode: "markers", showlegend: false, x: names.map(() => null), y: [...names], marker: { size: 1 } }];
}

function traces({ name, rows }: SpeedGroup, color: string): Plot[] {
  return [
    ...rows.map((row): Plot => ({
      type: "scatter", mode: "lines", showlegend: false, line: { color, width: 3 },
      x: [row.min, row.max], y: [row.name, row.name],
    })),
    {
      type: "scatter", mode: "markers", name, marker: { color, size: 9 },
      x: rows.map(({ median }) => median), y: rows.map((row) => row.name),
    },
  ];
}

function checkRow({ name, median, min, max }: SpeedRow): void {
  if (min > 0 && min <= median && median <= max && Number.isFinite(max)) return;
  throw new Error(`Expected a speed of "${name}" above 0 with min ≤ median ≤ max, but received ${min}, ${median}, ${max}. ` +
    `Take the three from the same rounds.`);
}

/** 1, 2 and 5 times the powers of ten within a range. */
export function roundNumbers(low: number, high: number): number[] {
  const found: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
    for (const digit of [1, 2, 5]) {
      const value = Number((digit * 10 ** power).toPrecision(1));
      if (value >= low && value <= high) found.push(value);
    }
  }
  return found;
}

function wholeNumber(value: number): string {
  return value >= 10 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(2)));
}

function describe(title: string, groups: readonly SpeedGroup[]): string {
  const words = ({ name, median }: SpeedRow): string => `${name} ${wholeNumber(median)}`;
  const parts = groups.map((group) => `${group.name}: ${group.rows.map(words).join(", ")}`);
  return `${title}, images per second. ${parts.join("; ")}.`;
}
