// The figures of a measurement: speeds, each workload in its colour; and time against hole pixels, both axes logarithmic.
import type { Plot } from "nodeplotlib";
import { makeFigure, type Figure } from "../../src/figures/figure";
import { logAxis } from "../../src/figures/logAxis";
import { speedChart } from "../../src/figures/speedChart";
import { palette } from "../../src/figures/style";
import { logLogSlope } from "../statistics";
import { contenders } from "./contenders";
import type { ResultRow } from "./results";
import { sizeWorkloads, speedWorkloads } from "./workloads";

/** Images per second, from the rows of --json. */
export function classicalFigure(rows: readonly ResultRow[], synthetic: boolean): Figure {
  const shown = rows.filter(({ unit }) => unit === "images/s");
  return speedChart({
    title: "Classical methods on one thread",
    synthetic,
    groups: speedWorkloads
      .map(({ name, title }) => ({
        name: title,
        rows: shown
          .filter(({ workload }) => workload === name)
          .map(({ contender, median, min, max }) => ({ name: contender, median, min, max })),
      }))
      .filter((group) => group.rows.length > 0),
  });
}

interface Line {
  readonly name: string;
  readonly points: readonly (readonly [holePixels: number, seconds: number])[];
}

/** Seconds over hole pixels, one line per contender, its slope in the legend. Throws where there is none. */
export function sizeFigure(rows: readonly ResultRow[], synthetic: boolean): Figure {
  const lines = linesOf(rows);
  const title = "Time against hole pixels, one thread";
  if (lines.length === 0)
    throw new Error("Expected rows of two or more sizes to draw, but received none. Measure first.");
  const all = lines.flatMap(({ points }) => points);
  const holes = [...new Set(all.map(([x]) => x))].sort((a, b) => a - b);
  const times = all.map(([, y]) => y);
  const low = Math.min(...times) / 1.4;
  const high = Math.max(...times) * 1.4;
  return makeFigure({
    title,
    synthetic,
    alt: `${title}. ${lines
      .map(
        (line) =>
          `${line.name}: ${line.points
            .map(([x, y]) => `${x.toLocaleString("en")} pixels ${Number(y.toPrecision(2))} s`)
            .join(", ")}, slope ${slope(line)}`,
      )
      .join("; ")}.`,
    data: lines.map((line) => trace(line)),
    layout: {
      xaxis: {
        type: "log",
        title: { text: "hole pixels" },
        tickvals: holes,
        ticktext: holes.map((x) => x.toLocaleString("en")),
        range: [Math.log10(holes[0] / 1.3), Math.log10(holes[holes.length - 1] * 1.3)],
      },
      yaxis: logAxis(low, high, "seconds"),
    },
  });
}

function linesOf(rows: readonly ResultRow[]): Line[] {
  const sized = rows.filter(
    ({ workload, unit }) => unit === "s" && sizeWorkloads.some(({ name }) => name === workload),
  );
  return [...new Set(sized.map(({ contender }) => contender))]
    .map((name) => ({
      name,
      points: sized
        .filter(({ contender }) => contender === name)
        .map(({ holePixels = 0, median }) => [holePixels, median] as const),
    }))
    .filter(({ points }) => points.length > 1);
}

function slope({ points }: Line): string {
  return logLogSlope(points).toFixed(2);
}

/** A peer has the colour of the method that it is compared with, and dashes. */
function trace(line: Line): Plot {
  const ours = contenders.findIndex(({ name, peer }) => name === line.name || peer === line.name);
  const color = palette[ours % palette.length];
  return {
    type: "scatter",
    mode: "lines+markers",
    name: `${line.name}, slope ${slope(line)}`,
    x: line.points.map(([x]) => x),
    y: line.points.map(([, y]) => y),
    line: { color, width: 2, dash: contenders[ours].name === line.name ? "solid" : "dash" },
    marker: { color, size: 7 },
  };
}
