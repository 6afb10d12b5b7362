// What a cross-entropy is made of, twice: the whole loss at its true scale, which is nearly all floor, and beside it the part
// above the floor, enlarged. One lying bar per method, the same rows in both.
import type { Plot } from "nodeplotlib";
import type { CrossentropyParts } from "../metrics/crossentropy";
import { makeFigure, type Figure, type VectorPicture } from "../figures/figure";
import { panels } from "../figures/panels";
import { colours, palette } from "../figures/style";

/** The layers of a bar from below, in colours that differ in grey print. */
const lossLayers: readonly {
  readonly part: keyof CrossentropyParts;
  readonly name: string;
  readonly color: string;
}[] = [
  { part: "floor", name: "floor", color: colours.grid },
  { part: "knownExcess", name: "error in known pixels", color: palette[0] },
  { part: "holeExcess", name: "error in the hole", color: palette[5] },
];

export interface LossPartsPanelsOptions {
  /** By method, from top to bottom: crossentropyParts of its output. In nats per value of the whole image. */
  readonly parts: { readonly [method: string]: CrossentropyParts };
  readonly alt?: string;
  readonly synthetic?: boolean;
}

/** 720 pixels wide. Throws where there is no method. */
export function lossPartsPanels({ parts, alt, synthetic = false }: LossPartsPanelsOptions): VectorPicture {
  if (Object.keys(parts).length === 0) {
    throw new Error(
      "Expected at least one method to draw, but received none. Give { harmonic: crossentropyParts(…) }.",
    );
  }
  const title = "What the loss is made of";
  const whole = panel(parts, { title: "The loss at its true scale", floor: true, width: 330, synthetic: false });
  const errors = panel(parts, { title: "Above the floor, enlarged", floor: false, width: 390, synthetic });
  return panels([whole, errors], { title, alt: alt ?? describeLossParts(title, parts) });
}

interface PanelOptions {
  readonly title: string;
  /** With the floor and the names of the methods, or without both. */
  readonly floor: boolean;
  readonly width: number;
  readonly synthetic: boolean;
}

function panel(parts: LossPartsPanelsOptions["parts"], { title, floor, width, synthetic }: PanelOptions): Figure {
  const methods = Object.keys(parts).reverse();
  const drawn = lossLayers.filter(({ part }) => floor || part !== "floor");
  const sums = methods.map((method) => drawn.reduce((sum, { part }) => sum + parts[method][part], 0));
  const top = Math.max(...sums) * (floor ? 1.35 : 1.2);
  const data = drawn.map(({ part, name, color }): Plot => ({
    type: "bar",
    orientation: "h",
    name,
    marker: { color },
    y: methods,
    x: methods.map((method) => Math.max(0, parts[method][part])),
    // Each legend names what is new in its panel.
    showlegend: floor === (part === "floor"),
    text: methods.map((method, i) => partText(parts[method][part], sums[i], top)) as never,
    textposition: "inside",
  }));
  return makeFigure({
    title,
    alt: title,
    data,
    synthetic,
    layout: {
      width,
      height: 120 + 34 * methods.length,
      barmode: "stack",
      showlegend: true,
      xaxis: {
        title: { text: "nats per value" },
        range: [0, top],
        tickvals: ticks(top),
        tickformat: floor ? ".1f" : ".3f",
      },
      yaxis: floor ? {} : { showticklabels: false },
      annotations: methods.map((method, i) => ({
        text: `\u00a0${shortLoss(sums[i])}`,
        x: sums[i],
        y: method,
        xanchor: "left",
        showarrow: false,
        font: { size: 12 },
      })),
    },
  });
}

/** The value of a part, where it has room and is not the whole bar, whose value stands beside it. */
function partText(value: number, sum: number, top: number): string {
  return value > 0.16 * top && shortLoss(value) !== shortLoss(sum) ? shortLoss(value) : "";
}

/** Every part of every method in words. */
function describeLossParts(title: string, parts: LossPartsPanelsOptions["parts"]): string {
  const words = Object.entries(parts).map(
    ([method, { floor, knownExcess, holeExcess }]) =>
      `${method}: floor ${shortLoss(floor)}, ${shortLoss(knownExcess)} in known pixels, ${shortLoss(holeExcess)} in the hole`,
  );
  return `${title}, in nats per value. ${words.join("; ")}.`;
}

/** A loss to four digits. */
function shortLoss(value: number): string {
  return Math.abs(value).toFixed(4);
}

/** At most four round steps from 0. */
function ticks(top: number): number[] {
  const power = 10 ** Math.floor(Math.log10(top / 4));
  const step = power * [1, 2, 5, 10].filter((digit) => digit * power >= top / 4)[0];
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, i) => Number((i * step).toPrecision(6)));
}
