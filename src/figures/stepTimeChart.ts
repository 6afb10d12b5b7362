// How long a training step takes eagerly and as one graph, over the batch size. Both axes are logarithmic, so the distance of
// the two lines is their ratio. A ratio guessed beforehand is a dashed line: where the graph would lie if the guess were right.
import type { Plot } from "nodeplotlib";
import { makeFigure, type Figure } from "./figure";
import { roundNumbers } from "./logAxis";
import { palette } from "./style";

export interface StepTimeRow {
  /** Images in a batch. */
  readonly batch: number;
  readonly eagerMilliseconds: number;
  readonly tracedMilliseconds: number;
}

export interface StepTimeChartOptions {
  readonly rows: readonly StepTimeRow[];
  /** How many times faster the graph was thought to be. */
  readonly guesses?: readonly { readonly name: string; readonly value: number }[];
  readonly title?: string;
  readonly alt?: string;
  readonly synthetic?: boolean;
}

/** Milliseconds per step. Throws where there is no row, or where a time, batch size or guess is not above 0. */
export function stepTimeChart(options: StepTimeChartOptions): Figure {
  const { guesses = [], title = "One step, eagerly and as one graph", synthetic } = options;
  const rows = [...options.rows].sort((a, b) => a.batch - b.batch);
  const batches = rows.map(({ batch }) => batch);
  checkNumbers(rows, guesses);
  const eager = rows.map((row) => row.eagerMilliseconds);
  const traced = rows.map((row) => row.tracedMilliseconds);
  const line = (name: string, y: number[], color: string, dash: "solid" | "dash"): Plot => ({
    type: "scatter",
    name,
    x: batches,
    y,
    mode: dash === "solid" ? "lines+markers" : "lines",
    line: { color, width: 2, dash },
    ...(dash === "solid" ? { marker: { color, size: 7 } } : {}),
  });
  const data = [
    line("eager", eager, palette[1], "solid"),
    line("as one graph", traced, palette[0], "solid"),
    ...guesses.map(({ name, value }) =>
      line(
        `${name}: ${value}×`,
        eager.map((time) => time / value),
        palette[3],
        "dash",
      ),
    ),
  ];
  const times = data.flatMap(({ y }) => y as number[]);
  const low = Math.min(...times) / 1.4;
  const high = Math.max(...times) * 1.4;
  const ticks = roundNumbers(low, high);
  return makeFigure({
    title,
    synthetic,
    data,
    alt: options.alt ?? describe(title, rows),
    layout: {
      xaxis: {
        type: "log",
        title: { text: "images in a batch" },
        tickvals: batches,
        ticktext: batches.map(String),
        range: [Math.log10(batches[0] / 1.3), Math.log10(batches[batches.length - 1] * 1.3)],
      },
      yaxis: {
        type: "log",
        title: { text: "milliseconds per step" },
        tickvals: ticks,
        ticktext: ticks.map(String),
        range: [Math.log10(low), Math.log10(high)],
      },
      // Between the two points how many times faster the graph is.
      annotations: batches.map((batch, i) => ({
        text: `${(eager[i] / traced[i]).toFixed(1)}×`,
        showarrow: false,
        font: { size: 12 },
        x: Math.log10(batch),
        y: (Math.log10(eager[i]) + Math.log10(traced[i])) / 2,
      })),
    },
  });
}

function checkNumbers(
  rows: readonly StepTimeRow[],
  guesses: readonly { readonly name: string; readonly value: number }[],
): void {
  if (rows.length === 0)
    throw new Error("Expected at least one batch size, but received none. Measure something first.");
  const numbers = rows.flatMap(({ batch, eagerMilliseconds, tracedMilliseconds }) =>
    Object.entries({ batch, eagerMilliseconds, tracedMilliseconds }),
  );
  const odd = [...numbers, ...guesses.map(({ name, value }) => [name, value] as const)].find(
    ([, value]) => !(value > 0),
  );
  if (odd) throw new Error(`Expected ${odd[0]} above 0, but received ${odd[1]}. The figure's axes are logarithmic.`);
}

function describe(title: string, rows: readonly StepTimeRow[]): string {
  const parts = rows.map(
    ({ batch, eagerMilliseconds, tracedMilliseconds }) =>
      `batch ${batch}: ${Number(eagerMilliseconds.toPrecision(3))} ms and ${Number(tracedMilliseconds.toPrecision(3))} ms`,
  );
  return `${title}. ${parts.join("; ")}.`;
}
