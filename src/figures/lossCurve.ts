// Loss over epochs, training and validation, for one run or several, as in the report's figure of section 5. Ours can
// also draw earlier runs in grey behind the points, the floor that no network gets below, and guesses made beforehand.
import type { Layout, Plot } from "nodeplotlib";
import type { LogRow } from "../training/state";
import { makeFigure, type Figure } from "./figure";
import { colours, palette } from "./style";

/** The losses of one run, one entry per finished epoch. */
export interface LossRun {
  readonly name: string;
  readonly epochs: ArrayLike<number>;
  /** Training loss; leave it out to draw validation alone. */
  readonly loss?: ArrayLike<number>;
  readonly valLoss?: ArrayLike<number>;
}

/** A log as a line of the loss figure. */
export function asLossRun(name: string, log: readonly LogRow[]): LossRun {
  return {
    name,
    epochs: log.map(({ epoch }) => epoch),
    loss: log.map(({ loss }) => loss),
    valLoss: log.map(({ valLoss }) => valLoss),
  };
}

export interface LossLine {
  readonly name: string;
  readonly value: number;
}

export interface LossCurveOptions {
  readonly runs: readonly LossRun[];
  /** Runs drawn in grey behind the others: the recorded run, the authors' log. */
  readonly references?: readonly LossRun[];
  /** A thin line that cannot be passed, for example { name: "floor", value: 0.547 }. */
  readonly floor?: LossLine;
  /** Dashed lines at values guessed beforehand. */
  readonly guesses?: readonly LossLine[];
  readonly title?: string;
  readonly alt?: string;
  /** Name of the vertical axis; default "binary cross-entropy". */
  readonly lossName?: string;
  /** Last epoch on the horizontal axis; default the last one of any run. */
  readonly lastEpoch?: number;
  readonly synthetic?: boolean;
}

/** Loss curves: training dotted, validation solid. Throws on lengths that differ and on losses that are not finite. */
export function lossCurve(options: LossCurveOptions): Figure {
  const { runs, references = [], floor, guesses = [] } = options;
  const all = [...references, ...runs];
  all.forEach(checkRun);
  const data = [
    ...references.flatMap((run, i) => traces(run, colours.reference, false, i)),
    ...runs.flatMap((run, i) => traces(run, palette[i % palette.length], true, i)),
  ];
  const lines: LossLine[] = [...guesses, ...(floor === undefined ? [] : [floor])];
  const losses = [
    ...all.flatMap((run) => [...Array.from(run.loss ?? []), ...Array.from(run.valLoss ?? [])]),
    ...lines.map((line) => line.value),
  ];
  const epochs = all.flatMap((run) => Array.from(run.epochs));
  const low = losses.length > 0 ? Math.min(...losses) : 0;
  const high = losses.length > 0 ? Math.max(...losses) : 1;
  const room = 0.06 * (high - low || 0.1);
  const last = Math.max(options.lastEpoch ?? 1, ...epochs, 2);
  const layout: Layout = {
    xaxis: { title: { text: "epoch" }, range: [0, last * 1.02] },
    yaxis: { title: { text: options.lossName ?? "binary cross-entropy" }, range: [low - room, high + room] },
    shapes: lines.map((line) => ({
      type: "line",
      xref: "paper",
      x0: 0,
      x1: 1,
      yref: "y",
      y0: line.value,
      y1: line.value,
      line: {
        color: line === floor ? colours.softInk : palette[3],
        width: 1.5,
        dash: line === floor ? "solid" : "dash",
      },
    })),
    annotations: lines.map((line) => ({
      text: `${line.name} ${shortNumber(line.value)}`,
      xref: "paper",
      x: 0.99,
      xanchor: "right",
      yref: "y",
      y: line.value,
      yanchor: "bottom",
      showarrow: false,
      font: { size: 12, color: line === floor ? colours.softInk : "#9C4A77" },
    })),
  };
  const title = options.title ?? "Loss by epoch";
  return makeFigure({ title, alt: options.alt ?? describe(title, runs), data, layout, synthetic: options.synthetic });
}

function traces(run: LossRun, colour: string, front: boolean, index: number): Plot[] {
  const x = Array.from(run.epochs);
  const both = run.loss !== undefined && run.valLoss !== undefined;
  // Several greys behind one another are told apart by their dash.
  const validationDash = front || index === 0 ? "solid" : "longdash";
  const line = (name: string, y: ArrayLike<number>, dash: "solid" | "dot" | "longdash"): Plot => ({
    type: "scatter",
    name,
    x,
    y: Array.from(y),
    mode: front && dash !== "dot" ? "lines+markers" : "lines",
    line: { color: colour, width: front ? 2 : 1.5, dash },
    ...(front && dash !== "dot" ? { marker: { color: colour, size: 6 } } : {}),
  });
  return [
    ...(run.loss === undefined ? [] : [line(both ? `${run.name}, training` : run.name, run.loss, "dot")]),
    ...(run.valLoss === undefined
      ? []
      : [line(both ? `${run.name}, validation` : run.name, run.valLoss, validationDash)]),
  ];
}

function checkRun(run: LossRun): void {
  for (const [part, values] of [
    ["loss", run.loss],
    ["valLoss", run.valLoss],
  ] as const) {
    if (values === undefined) continue;
    if (values.length !== run.epochs.length) {
      throw new Error(
        `Expected ${run.epochs.length} values of ${part} for run "${run.name}", but received ${values.length}. ` +
          `Give one per finished epoch.`,
      );
    }
    const bad = Array.from(values).findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) {
      throw new Error(
        `Expected finite ${part} for run "${run.name}", but received ${values[bad]} at epoch ${run.epochs[bad]}. ` +
          `Look for what made the training diverge there.`,
      );
    }
  }
}

function describe(title: string, runs: readonly LossRun[]): string {
  const parts = runs
    .filter((run) => run.epochs.length > 0)
    .map((run) => {
      const values = run.valLoss ?? run.loss ?? [];
      const count = values.length;
      const kind = run.valLoss === undefined ? "training" : "validation";
      if (count === 0) return run.name;
      const [first, last] = [values[0], values[count - 1]].map(shortNumber);
      return `${run.name}: ${kind} loss from ${first} to ${last} in ${count} epochs`;
    });
  return `${title}. ${parts.join("; ") || "No epoch has finished yet"}.`;
}

function shortNumber(value: number): string {
  return String(Number(value.toPrecision(4)));
}
