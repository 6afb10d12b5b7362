// Speeds side by side: one row per contender, a point at the median of its rounds, a bar from the slowest to the fastest,
// one colour per workload. The axis is logarithmic, so that equal distances are equal ratios, whatever the workload.
import type { Figure } from "./figure";
import { rangeChart } from "./rangeChart";

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
  const { groups, title, unit = "images per second", synthetic } = options;
  const rows = groups.flatMap((group) => group.rows);
  if (rows.length === 0)
    throw new Error("Expected at least one speed to draw, but received none. Measure something first.");
  rows.forEach(checkRow);
  const series = groups.map((group) => ({
    name: group.name,
    points: group.rows.map(({ name, median, min, max }) => ({ row: name, value: median, low: min, high: max })),
  }));
  return rangeChart({
    title,
    unit,
    alt: options.alt ?? describe(title, groups),
    logarithmic: true,
    valueText: wholeNumber,
    synthetic,
    rows: [...new Set(rows.map(({ name }) => name))],
    series,
  });
}

function checkRow({ name, median, min, max }: SpeedRow): void {
  if (min > 0 && min <= median && median <= max && Number.isFinite(max)) return;
  throw new Error(
    `Expected a speed of "${name}" above 0 with min ≤ median ≤ max, but received ${min}, ${median}, ${max}. ` +
      `Take the three from the same rounds.`,
  );
}

function wholeNumber(value: number): string {
  return value >= 10 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(2)));
}

function describe(title: string, groups: readonly SpeedGroup[]): string {
  const words = ({ name, median }: SpeedRow): string => `${name} ${wholeNumber(median)}`;
  const parts = groups.map((group) => `${group.name}: ${group.rows.map(words).join(", ")}`);
  return `${title}, images per second. ${parts.join("; ")}.`;
}
