// The benchmark at a glance: one line per mask set, one point per method at its pooled PSNR in the hole, a bar through the
// point for its 95 % interval. Methods whose titles agree up to the first comma are runs of one network: one colour for all.
import type { Layout, Plot } from "nodeplotlib";
import type { BenchmarkRow } from "../evaluation/benchmarkRow";
import { makeFigure, type Figure } from "./figure";
import { colours, palette } from "./style";

export interface BenchmarkChartOptions {
  readonly rows: readonly BenchmarkRow[];
  /** Names and titles of the mask sets, from top to bottom; those without rows are left out. */
  readonly maskSets: readonly { readonly name: string; readonly title: string }[];
  readonly synthetic?: boolean;
}

/** Height of a mask set's line and the part of it that its points spread over. */
const lineHeight = 62, spread = 0.72;

/** Throws where there are no rows. */
export function benchmarkChart({ rows, maskSets, synthetic }: BenchmarkChartOptions): Figure {
  if (rows.length === 0) throw new Error("Expected at least one row to draw, but received none. Measure a method first.");
  const sets = maskSets.filter(({ name }) => rows.some(({ maskSet }) => maskSet === name)).reverse();
  const names = [...new Set(rows.map(seriesOf))], title = "PSNR in the hole, pooled over the test images";
  const height = (row: BenchmarkRow): number => sets.findIndex(({ name }) => name === row.maskSet) +
    spread * (0.5 - (names.indexOf(seriesOf(row)) + 0.5) / names.length);
  const layout: Layout = {
    height: 170 + lineHeight * sets.length,
    margin: { l: 170, r: 24, t: 100, b: 60 },
    xaxis: { title: { text: "dB" }, showgrid: true },
    yaxis: { range: [-0.5, sets.length - 0.5], tickvals: sets.map((_, i) => i), ticktext: sets.map((set) => set.title), showgrid: false },
    shapes: sets.slice(1).map((_, i) => ({
      type: "line", xref: "paper", yref: "y", x0: 0, x1: 1, y0: i + 0.5, y1: i + 0.5, line: { color: colours.grid, width: 1 },
    })),
  };
  const data = names.flatMap((name, i) => series(name, rows.filter((row) => seriesOf(row) === name), height, palette[i % palette.length]));
  return makeFigure({ title, alt: describe(names, rows, sets), data, layout, synthetic });
}

function seriesOf({ title }: BenchmarkRow): string {
  return title.split(",")[0];
}

function series(name: string, rows: readonly BenchmarkRow[], height: (row: BenchmarkRow) => number, color: string): Plot[] {
  const figures = rows.map((row) => ({ y: height(row), ...row.figures.pooledHolePsnrDb }));
  return [
    ...figures.map(({ y, low, high }): Plot => (
      { type: "scatter", mode: "lines", showlegend: false, x: [low, high], y: [y, y], line: { color, width: 2 } }
    )),
    { type: "scatter", mode: "markers", name, x: figures.map(({ value }) => value), y: figures.map(({ y }) => y), marker: { color, size: 8 } },
  ];
}

function describe(names: readonly string[], rows: readonly BenchmarkRow[], sets: readonly { name: string; title: string }[]): string {
  const parts = [...sets].reverse().map(({ name, title }) => {
    const best = names.map((series) => ({
      series, value: Math.max(...rows.filter((row) => row.maskSet === name && seriesOf(row) === series)
        .map((row) => row.figures.pooledHolePsnrDb.value)),
    })).filter(({ value }) => Number.isFinite(value)).sort((a, b) => b.value - a.value);
    return `${title}: ${best.map(({ series, value }) => `${series} ${value.toFixed(2)}`).join(", ")}`;
  });
  return `PSNR in the hole in dB, methods from best to worst. ${parts.join("; ")}.`;
}
