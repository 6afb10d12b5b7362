// Hole PSNR at every position of a square hole, one map per method on one colour scale. The report draws its masks at corners 0
// to 23: the last row and the last column, beyond the lines, are positions that no training ever showed.
import { methodFigures, methodLabel, type MethodValues } from "./methodFigures";
import type { PooledPositions, PositionGrid } from "./positions";
import { makeFigure, type Figure, type VectorPicture } from "../figures/figure";
import { panels } from "../figures/panels";
import { colours } from "../figures/style";

export interface PositionMapOptions {
  /** The last corner row and column that training drew; default 23. */
  readonly trainedTo?: number;
  readonly alt?: string;
  readonly synthetic?: boolean;
}

/** Pixels per position: two maps of 25 positions and the colour bar are about 720 pixels wide. */
const cell = 9;

/** Throws on maps that are not square or differ in size. */
export function positionMap(
  values: PooledPositions<string> & MethodValues,
  options: PositionMapOptions = {},
): VectorPicture {
  const { trainedTo = 23, synthetic = false } = options;
  const { side } = values;
  const grids = methodFigures<PositionGrid>(values, ["side", "images", "inside", "outside"]);
  for (const [, grid] of grids) checkGrid(grid, grids[0][1].length);
  const all = grids.flatMap(([, grid]) => grid.flat());
  const scale: Scale = { low: Math.min(...all), high: Math.max(...all), trainedTo };
  const title = `PSNR in a hole of ${side}×${side} by its position`;
  const maps = grids.map(([key, grid], i) => {
    // The scale and the mark of synthetic data stand at the right end.
    const last = i === grids.length - 1;
    const label = methodLabel(key);
    return heatMap(label[0].toUpperCase() + label.slice(1), grid, scale, { bar: last, synthetic: last && synthetic });
  });
  return panels(maps, {
    title,
    alt:
      options.alt ??
      describe(
        title,
        values,
        grids.map(([key]) => key),
        trainedTo,
      ),
  });
}

interface Scale {
  readonly low: number;
  readonly high: number;
  readonly trainedTo: number;
}

function heatMap(
  title: string,
  map: PositionGrid,
  { low, high, trainedTo }: Scale,
  { bar, synthetic }: { bar: boolean; synthetic: boolean },
): Figure {
  const count = map.length;
  const line = { color: "#ffffff", width: 2 };
  // What the static chart leaves around the data, so that cells are squares.
  const margin = { l: 82, r: bar ? 96 : 24, t: 62, b: 56 };
  // Places on the map are parts of its side, since its cells are categories.
  const edge = (trainedTo + 1) / count;
  const ticks = Array.from({ length: count }, (_, i) => i).filter((i) => i % 4 === 0);
  const axis = { tickvals: ticks, ticktext: ticks.map(String) };
  return makeFigure({
    title,
    alt: title,
    synthetic,
    data: [
      {
        type: "heatmap",
        z: map as number[][],
        zmin: low,
        zmax: high,
        showscale: bar,
        hovertemplate: "column %{x}, row %{y}: %{z:.2f} dB<extra></extra>",
        colorbar: { title: "dB" } as never,
      },
    ],
    layout: {
      width: margin.l + count * cell + margin.r,
      height: margin.t + count * cell + margin.b,
      margin,
      xaxis: { title: { text: "column of the corner" }, ...axis },
      yaxis: { title: { text: "row of the corner" }, autorange: "reversed", showgrid: false, ...axis },
      shapes: [
        { type: "line", xref: "paper", yref: "paper", x0: edge, x1: edge, y0: 1 - edge, y1: 1, line },
        { type: "line", xref: "paper", yref: "paper", x0: 0, x1: edge, y0: 1 - edge, y1: 1 - edge, line },
      ],
      annotations: bar
        ? []
        : [
            {
              text: `never trained: row and column ${trainedTo + 1}`,
              showarrow: false,
              font: { size: 12, color: colours.softInk },
              xref: "paper",
              yref: "paper",
              x: 1,
              y: 1,
              xanchor: "right",
              yanchor: "bottom",
            },
          ],
    },
  });
}

function checkGrid(map: PositionGrid, count: number): void {
  const row = map.find(({ length }) => length !== count);
  if (count > 0 && map.length === count && row === undefined) return;
  throw new Error(
    `Expected maps with as many rows as columns, but received ${count} and ${map.length} rows` +
      `${row === undefined ? "" : `, one of ${row.length} columns`}. Measure all methods at all positions.`,
  );
}

function describe(
  title: string,
  { inside, outside, images }: PooledPositions<string>,
  keys: readonly string[],
  trainedTo: number,
): string {
  const part = (name: string): string =>
    `${methodLabel(name)} ${inside[name].value.toFixed(2)} dB at rows and columns 0 to ${trainedTo}, ` +
    `${outside[name].value.toFixed(2)} dB at row or column ${trainedTo + 1}`;
  return `${title}, ${images.toLocaleString("en")} images at each position. Pooled: ${keys.map(part).join("; ")}.`;
}
