// One figure of several methods, as lying bars from best to worst, with its number beside each bar. A guess made beforehand is
// a dashed line across them.
import { makeFigure, type Figure } from "./figure";
import { methodColour } from "./methodColours";
import { palette } from "./style";

export interface MethodChartOptions {
  /** Method and its value, above 0: bars start at 0. */
  readonly values: { readonly [method: string]: number };
  readonly title: string;
  /** What is measured, with its unit, below the axis; for example "hole PSNR in dB". */
  readonly unit: string;
  readonly guesses?: readonly { readonly name: string; readonly value: number }[];
  readonly synthetic?: boolean;
}

/** Throws where there is no method, and on a value or guess that is not above 0. */
export function methodChart({ values, title, unit, guesses = [], synthetic }: MethodChartOptions): Figure {
  const rows = Object.entries(values).sort(([, a], [, b]) => b - a);
  const upwards = [...rows].reverse();
  if (rows.length === 0)
    throw new Error("Expected the value of at least one method, but received none. Measure one first.");
  const numbers = [...rows, ...guesses.map(({ name, value }) => [name, value] as const)];
  const odd = numbers.find(([, value]) => !(value > 0 && value < Infinity));
  if (odd !== undefined) {
    throw new Error(
      `Expected a number above 0 for ${odd[0]}, but received ${odd[1]}. Bars start at 0 and have an end.`,
    );
  }
  const highest = Math.max(...numbers.map(([, value]) => value));
  return makeFigure({
    title,
    synthetic,
    alt: `${title}, ${unit}: ${rows.map(([method, value]) => `${method} ${value.toFixed(2)}`).join(", ")}.`,
    data: [
      {
        type: "bar",
        orientation: "h",
        name: unit,
        x: upwards.map(([, value]) => value),
        y: upwards.map(([method]) => method),
        text: upwards.map(([, value]) => value.toFixed(2)),
        textposition: "outside",
        marker: { color: upwards.map(([method]) => methodColour(method) ?? palette[0]) },
      },
    ],
    layout: {
      height: 140 + 34 * rows.length,
      margin: { l: 160, r: 24, t: 70, b: 60 },
      xaxis: { title: { text: unit }, range: [0, highest * (synthetic ? 1.3 : 1.12)], showgrid: true },
      yaxis: { showgrid: false },
      shapes: guesses.map(({ value }) => ({
        type: "line",
        yref: "paper",
        y0: 0,
        y1: 1,
        x0: value,
        x1: value,
        line: { color: palette[3], width: 2, dash: "dash" },
      })),
      annotations: guesses.map(({ name, value }) => ({
        // Beside the line's end, where it neither runs into the axis nor into the words "synthetic data".
        text: `${name} ${value}`,
        x: value,
        xanchor: value > highest / 2 ? "right" : "left",
        yref: "paper",
        y: 1,
        yanchor: "bottom",
        showarrow: false,
        font: { size: 12, color: "#9C4A77" },
      })),
    },
  });
}
