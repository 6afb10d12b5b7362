// The benchmark at a glance: one row per mask set, one point per method at its pooled PSNR in the hole, a bar through the
// point for its 95 % interval. Methods whose titles agree up to the first comma are runs of one network: one colour for all.
import type { BenchmarkRow } from "../benchmarks/benchmarkRow";
import type { Figure } from "./figure";
import { rangeChart } from "./rangeChart";

export interface BenchmarkChartOptions {
  readonly rows: readonly BenchmarkRow[];
  /** Names and titles of the mask sets, from top to bottom; those without rows are left out. */
  readonly maskSets: readonly { readonly name: string; readonly title: string }[];
  readonly synthetic?: boolean;
}

/** Throws where there are no rows. */
export function benchmarkChart({ rows, maskSets, synthetic }: BenchmarkChartOptions): Figure {
  if (rows.length === 0)
    throw new Error("Expected at least one row to draw, but received none. Measure a method first.");
  const sets = maskSets.filter(({ name }) => rows.some(({ maskSet }) => maskSet === name));
  const names = [...new Set(rows.map(seriesOf))];
  const titles = new Map(sets.map(({ name, title }) => [name, title]));
  const series = names.map((name) => ({
    name,
    points: rows
      .filter((row) => seriesOf(row) === name && titles.has(row.maskSet))
      .map((row) => ({ row: titles.get(row.maskSet) as string, ...row.figures.pooledHolePsnrDb })),
  }));
  return rangeChart({
    title: "PSNR in the hole, pooled over the test images",
    unit: "dB",
    alt: describe(names, rows, sets),
    synthetic,
    rows: sets.map(({ title }) => title),
    rowHeight: 62,
    series,
  });
}

function seriesOf({ title }: BenchmarkRow): string {
  return title.split(",")[0];
}

function describe(
  names: readonly string[],
  rows: readonly BenchmarkRow[],
  sets: readonly { name: string; title: string }[],
): string {
  const parts = sets.map(({ name, title }) => {
    const best = names
      .map((series) => ({
        series,
        value: Math.max(
          ...rows
            .filter((row) => row.maskSet === name && seriesOf(row) === series)
            .map((row) => row.figures.pooledHolePsnrDb.value),
        ),
      }))
      .filter(({ value }) => Number.isFinite(value))
      .sort((a, b) => b.value - a.value);
    return `${title}: ${best.map(({ series, value }) => `${series} ${value.toFixed(2)}`).join(", ")}`;
  });
  return `PSNR in the hole in dB, methods from best to worst. ${parts.join("; ")}.`;
}
