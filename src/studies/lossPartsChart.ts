// What a cross-entropy is made of: one stacked bar per method, from below the floor that no prediction gets under, the
// error in known pixels, and the error in the hole. The floor can be left out, since next to it the errors are slivers.
import type { Layout, Plot } from "nodeplotlib";
import type { CrossentropyParts } from "../metrics/crossentropy";
import { makeFigure, type Figure } from "../figures/figure";
import type { LossLine } from "../figures/lossCurve";
import { describeLossParts, lossLayers, shortLoss } from "./lossLayers";
import { palette } from "../figures/style";

export interface LossPartsChartOptions {
  /** By method, from left to right: crossentropyParts of its output. In nats per value of the whole image. */
  readonly parts: { readonly [method: string]: CrossentropyParts };
  /** Draw the floor below the errors; default true. */
  readonly floor?: boolean;
  /** Dashed lines at heights guessed beforehand. */
  readonly guesses?: readonly LossLine[];
  readonly title?: string;
  readonly alt?: string;
  readonly synthetic?: boolean;
}

/** Stacked bars with each part's value inside, where it has room, and the sum on top. Throws where there is no method. */
export function lossPartsChart(options: LossPartsChartOptions): Figure {
  const { parts, floor = true, guesses = [], synthetic } = options;
  const methods = Object.keys(parts);
  if (methods.length === 0) {
    throw new Error(
      "Expected at least one method to draw, but received none. Give { harmonic: crossentropyParts(…) }.",
    );
  }
  const drawn = lossLayers.filter(({ part }) => floor || part !== "floor");
  const sums = methods.map((method) => drawn.reduce((sum, { part }) => sum + parts[method][part], 0));
  const top = 1.1 * Math.max(...sums, ...guesses.map(({ value }) => value));
  const title = options.title ?? (floor ? "What the loss is made of" : "What the loss is made of, above its floor");
  const layout: Layout = {
    barmode: "stack",
    bargap: 0.5,
    yaxis: { title: { text: "binary cross-entropy, nats" }, range: [0, top] },
    shapes: guesses.map(({ value }) => ({
      type: "line",
      xref: "paper",
      x0: 0,
      x1: 1,
      yref: "y",
      y0: value,
      y1: value,
      line: { color: palette[3], width: 1.5, dash: "dash" },
    })),
    annotations: [
      ...methods.map(
        (method, i) =>
          ({
            text: shortLoss(sums[i]),
            x: method,
            y: sums[i],
            yanchor: "bottom",
            showarrow: false,
            font: { size: 12 },
          }) as const,
      ),
      // Between the first two bars, where nothing else stands.
      ...guesses.map(
        ({ name, value }) =>
          ({
            text: `${name} ${shortLoss(value)}`,
            xref: "paper",
            x: 1 / methods.length,
            xanchor: methods.length > 1 ? "center" : "right",
            yref: "y",
            y: value,
            yanchor: "bottom",
            showarrow: false,
            font: { size: 12, color: "#9C4A77" },
          }) as const,
      ),
    ],
  };
  const data = drawn.map(({ part, name, color }) =>
    layer(
      name,
      color,
      methods,
      methods.map((method) => parts[method][part]),
      top,
    ),
  );
  return makeFigure({ title, alt: options.alt ?? describeLossParts(title, parts, floor), data, layout, synthetic });
}

/** One part of all bars. Rounding can leave an error of nothing a hair below 0; a bar starts at 0. */
function layer(name: string, color: string, methods: string[], values: readonly number[], top: number): Plot {
  return {
    type: "bar",
    name,
    x: methods,
    y: values.map((value) => (Math.abs(value) < 1e-6 ? 0 : value)),
    marker: { color },
    text: values.map((value) => (value > 0.06 * top ? shortLoss(value) : "")),
    textposition: "inside",
  };
}
