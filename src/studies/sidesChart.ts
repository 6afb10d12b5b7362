// Hole PSNR over the side of a square hole, one line per method, the network beside the harmonic fill: a fill without training
// gets steadily worse as holes grow, a network that saw one side only is good there and nowhere else. Bars are 95 % intervals.
import { methodFigures, methodLabel, type MethodValues } from "./methodFigures";
import type { Interval } from "./records";
import { makeFigure, type Figure } from "../figures/figure";
import { intervalLine } from "../figures/intervalLines";
import { colours } from "../figures/style";

export interface HoleSidesOptions {
  /** The side that the network was trained with, marked by a line; default 8. */
  readonly trainedSide?: number;
  readonly title?: string;
  readonly alt?: string;
  readonly synthetic?: boolean;
}

/** Throws unless each method has one interval per side. */
export function holeSidesChart(
  values: { readonly sides: readonly number[] } & MethodValues,
  options: HoleSidesOptions = {},
): Figure {
  const { sides } = values;
  const { trainedSide = 8, title = "PSNR in the hole by its side", synthetic } = options;
  const lines = methodFigures<readonly Interval[]>(values, ["sides"]);
  if (sides.length === 0 || lines.some(([, intervals]) => intervals.length !== sides.length)) {
    throw new Error(
      `Expected one interval per side for each method, but received ${sides.length} sides, ` +
        `${lines.map(([, { length }]) => length).join(" and ")} intervals. Measure all at every side.`,
    );
  }
  const ends = lines.flatMap(([, intervals]) => intervals).flatMap(({ low, high }) => [low, high]);
  const range = [5 * Math.floor(Math.min(...ends) / 5), 5 * Math.ceil(Math.max(...ends) / 5)];
  const last = Math.max(...sides);
  const ticks = [1, ...Array.from({ length: Math.floor(last / 4) }, (_, i) => 4 * (i + 1))];
  return makeFigure({
    title,
    synthetic,
    alt: options.alt ?? describe(title, sides, lines, trainedSide),
    data: lines.flatMap(([key, intervals], i) => intervalLine(methodLabel(key), sides, intervals, i)),
    layout: {
      xaxis: {
        title: { text: "side of the hole, pixels" },
        range: [Math.min(...sides) - 0.5, last + 0.5],
        tickvals: ticks,
        ticktext: ticks.map(String),
      },
      yaxis: { title: { text: "PSNR in the hole, dB" }, range },
      shapes: [
        {
          type: "line",
          yref: "paper",
          y0: 0,
          y1: 1,
          x0: trainedSide,
          x1: trainedSide,
          line: { color: colours.softInk, width: 1.5, dash: "dot" },
        },
      ],
      annotations: [
        {
          text: `\u00a0trained side ${trainedSide}`,
          x: trainedSide,
          xanchor: "left",
          yref: "paper",
          y: 0.97,
          yanchor: "top",
          showarrow: false,
          font: { size: 12, color: colours.softInk },
        },
      ],
    },
  });
}

function describe(
  title: string,
  sides: readonly number[],
  lines: readonly [key: string, intervals: readonly Interval[]][],
  trainedSide: number,
): string {
  const places = [...new Set([0, sides.indexOf(trainedSide), sides.length - 1])].filter((at) => at >= 0);
  const parts = places.map((at) => {
    const figures = lines.map(([key, intervals]) => `${methodLabel(key)} ${intervals[at].value.toFixed(2)}`);
    return `side ${sides[at]}: ${figures.join(", ")}`;
  });
  return `${title}, in dB with 95 % intervals. ${parts.join("; ")}.`;
}
