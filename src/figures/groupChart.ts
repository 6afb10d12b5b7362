// One figure of several methods over groups of images, such as tenths by texture or classes: a line per method, and dotted
// lines at the ends of its interval.
import type { Plot } from "nodeplotlib";
import type { GroupFigure } from "../metrics/groups";
import { makeFigure, type Figure } from "./figure";
import { methodColour } from "./methodColours";
import { palette } from "./style";

export interface GroupChartOptions {
  /** figurePerGroup's result by method. */
  readonly groups: { readonly [method: string]: readonly GroupFigure[] };
  /** What a group is called on the axis; default its number, counted from 1. */
  readonly groupName?: (group: number) => string;
  /** Name of the horizontal axis. */
  readonly axis: string;
  /** Name of the vertical axis with its unit. */
  readonly unit: string;
  readonly title: string;
  readonly alt?: string;
  readonly synthetic?: boolean;
}

/** Groups from left to right as the first method has them. Throws where there is nothing to draw. */
export function groupChart(options: GroupChartOptions): Figure {
  const { groups, groupName = (group) => String(group + 1), axis, unit, title, synthetic } = options;
  const methods = Object.keys(groups);
  if (methods.every((method) => groups[method].length === 0)) {
    throw new Error("Expected at least one group to draw, but received none. Give { harmonic: figurePerGroup(…) }.");
  }
  const data = methods.flatMap((method, i) =>
    traces(method, groups[method], groupName, methodColour(method) ?? palette[i % palette.length]),
  );
  return makeFigure({
    title,
    alt: options.alt ?? describe(options, groupName),
    data,
    synthetic,
    layout: {
      xaxis: { type: "category", title: { text: axis } },
      yaxis: { title: { text: unit } },
    },
  });
}

function traces(
  method: string,
  figures: readonly GroupFigure[],
  groupName: (group: number) => string,
  color: string,
): Plot[] {
  const x = figures.map(({ group }) => groupName(group));
  const end = (values: number[]): Plot => ({
    type: "scatter",
    mode: "lines",
    name: method,
    showlegend: false,
    x,
    y: values,
    line: { color, width: 1, dash: "dot" },
  });
  return [
    {
      type: "scatter",
      mode: "lines+markers",
      name: method,
      x,
      y: figures.map(({ value }) => value),
      line: { color, width: 2 },
    },
    end(figures.map(({ low }) => low)),
    end(figures.map(({ high }) => high)),
  ];
}

function describe({ groups, axis, unit, title }: GroupChartOptions, groupName: (group: number) => string): string {
  const words = Object.entries(groups)
    .filter(([, figures]) => figures.length > 0)
    .map(([method, figures]) => {
      const ends = [figures[0], figures[figures.length - 1]].map(
        ({ group, value }) => `${value.toFixed(2)} (${groupName(group)})`,
      );
      return `${method}: from ${ends.join(" to ")}`;
    });
  return `${title}, ${unit}, by ${axis}. ${words.join("; ")}.`;
}
