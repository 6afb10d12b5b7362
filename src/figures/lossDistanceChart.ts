// Validation loss over epochs as the distance to the entropy floor, on a logarithmic axis: the floor is most of the loss, and
// what a network can still lower is the rest. Methods that were never trained are horizontal lines.
import type { Plot } from "nodeplotlib";
import { makeFigure, type Figure } from "./figure";
import { logAxis } from "./logAxis";
import type { LossLine, LossRun } from "./lossCurve";
import { colours, lineDashes, markerSymbols, palette } from "./style";

export interface LossDistanceOptions {
  /** Their validation losses are drawn. */
  readonly runs: readonly (LossRun & {
    /** Draw points only, for a run of which some epochs are known; default false. */
    readonly pointsOnly?: boolean;
  })[];
  /** The lowest loss that any prediction can reach, in the losses' unit. */
  readonly floor: number;
  /** Losses of methods that were never trained, for example { name: "harmonic", value: 0.5499 }. */
  readonly untrained?: readonly LossLine[];
  readonly title?: string;
  readonly alt?: string;
  readonly synthetic?: boolean;
}

/** Losses and floor in nats per value. Throws where there is no run, and on a loss that is not above the floor. */
export function lossDistanceChart(options: LossDistanceOptions): Figure {
  const { runs, floor, untrained = [], title = "Distance of the loss to its floor", synthetic } = options;
  if (runs.length === 0)
    throw new Error("Expected at least one run to draw, but received none. Give asLossRun(name, log).");
  const distances = runs.map(({ name, valLoss = [] }) => Array.from(valLoss, (loss) => above(floor, loss, name)));
  const lines = untrained.map(({ name, value }) => ({ name, value: above(floor, value, name) }));
  const all = [...distances.flat(), ...lines.map(({ value }) => value)];
  const last = Math.max(...runs.flatMap(({ epochs }) => Array.from(epochs)));
  const data = runs.map(({ name, epochs, pointsOnly = false }, i): Plot => {
    const color = palette[i % palette.length];
    return {
      type: "scatter",
      name,
      x: Array.from(epochs),
      y: distances[i],
      ...(pointsOnly
        ? { mode: "markers", marker: { color, symbol: markerSymbols[i % markerSymbols.length], size: 9 } }
        : { mode: "lines", line: { color, width: 2, dash: lineDashes[i % lineDashes.length] } }),
    };
  });
  return makeFigure({
    title,
    data,
    synthetic,
    alt: options.alt ?? describe(title, options, distances, lines),
    layout: {
      xaxis: { title: { text: "epoch" }, range: [0, last * 1.02] },
      yaxis: logAxis(Math.min(...all) / 1.2, Math.max(...all) * 1.15, "loss − floor, nats"),
      shapes: lines.map(({ value }) => ({
        type: "line",
        xref: "paper",
        x0: 0,
        x1: 1,
        yref: "y",
        y0: value,
        y1: value,
        line: { color: colours.softInk, width: 1.5 },
      })),
      annotations: lines.map(({ name, value }) => ({
        text: `${name}, never trained: ${value.toFixed(4)}`,
        xref: "paper",
        x: 0.99,
        xanchor: "right",
        y: Math.log10(value),
        yanchor: "bottom",
        showarrow: false,
        font: { size: 12, color: colours.softInk },
      })),
    },
  });
}

function above(floor: number, loss: number, name: string): number {
  if (loss > floor) return loss - floor;
  throw new Error(
    `Expected losses of "${name}" above the floor ${floor}, but received ${loss}. Take both from the same images.`,
  );
}

function describe(
  title: string,
  { runs }: LossDistanceOptions,
  distances: readonly number[][],
  lines: readonly LossLine[],
): string {
  const parts = runs.map(({ name, epochs }, i) => {
    const at = (place: number): string => `${distances[i][place].toFixed(4)} after epoch ${epochs[place]}`;
    return `${name}: ${at(0)}, ${at(distances[i].length - 1)}`;
  });
  const never = lines.map(({ name, value }) => `${name} ${value.toFixed(4)}`).join(", ");
  return `${title}, in nats, logarithmic. ${parts.join("; ")}.${never === "" ? "" : ` Never trained: ${never}.`}`;
}
