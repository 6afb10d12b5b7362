// Hole PSNR at every position of a square hole, the network beside the harmonic fill on one colour scale. The report draws its
// masks at corners 0 to 23: the last row and the last column, beyond the lines, are positions that no training ever showed.
import type { PositionValues } from "./positions";
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
export function positionMap(values: PositionValues, options: PositionMapOptions = {}): VectorPicture {
  const { trainedTo = 23, synthetic = false } = options, { side, network, harmonic } = values;
  for (const map of [network, harmonic]) checkMap(map, network.length);
  const all = [...network.flat(), ...harmonic.flat()];
  const scale: Scale = { low: Math.min(...all), high: Math.max(...all), trainedTo };
  const title = `PSNR in a hole of ${side}×${side} by its position`;
  const maps = [
    heatMap("Network", network, scale, { bar: false, synthetic: false }),
    heatMap("Harmonic", harmonic, scale, { bar: true, synthetic }),
  ];
  return panels(maps, { title, alt: options.alt ?? describe(title, values, trainedTo) });
}

interface Scale {
  readonly low: number;
  readonly high: number;
  readonly trainedTo: number;
}

function heatMap(title: string, map: PositionValues["network"], { low, high, trainedTo }: Scale,
  { bar, synthetic }: { bar: boolean; synthetic: boolean }): Figure {
  const count = map.length, line = { color: "#ffffff", width: 2 };
  // What the static chart leaves around the data, so that cells are squares.
  const margin = { l: 82, r: bar ? 96 : 24, t: 62, b: 56 };
  // Places on the map are parts of its side, since its cells are categories.
  const edge = (trainedTo + 1) / count, ticks = Array.from({ length: count }, (_, i) => i).filter((i) => i % 4 === 0);
  const axis = { tickvals: ticks, ticktext: ticks.map(String) };
  return makeFigure({
    title, alt: title, synthetic,
    data: [{
      type: "heatmap", z: map as number[][], zmin: low, zmax: high, showscale: bar,
      hovertemplate: "column %{x}, row %{y}: %{z:.2f} dB<extra></extra>", colorbar: { title: "dB" } as never,
    }],
    layout: {
      width: margin.l + count * cell + margin.r, height: margin.t + count * cell + margin.b, margin,
      xaxis: { title: { text: "column of the corner" }, ...axis },
      yaxis: { title: { text: "row of the corner" }, autorange: "reversed", showgrid: false, ...axis },
      shapes: [
        { type: "line", xref: "paper", yref: "paper", x0: edge, x1: edge, y0: 1 - edge, y1: 1, line },
        { type: "line", xref: "paper", yref: "paper", x0: 0, x1: edge, y0: 1 - edge, y1: 1 - edge, line },
      ],
      annotations: bar ? [] : [{
        text: `never trained: row and column ${trainedTo + 1}`, showarrow: false, font: { size: 12, color: colours.softInk },
        xref: "paper", yref: "paper", x: 1, y: 1, xanchor: "right", yanchor: "bottom",
      }],
    },
  });
}

function checkMap(map: readonly (readonly number[])[], count: number): void {
  const row = map.find(({ length }) => length !== count);
  if (count > 0 && map.length === count && row === undefined) return;
  throw new Error(`Expected two maps with as many rows as columns, but received ${count} and ${map.length} rows` +
    `${row === undefined ? "" : `, one of ${row.length} columns`}. Measure both methods at all positions.`);
}

function describe(title: string, { inside, outside, images }: PositionValues, trainedTo: number): string {
  const part = (name: "network" | "harmonic"): string =>
    `${name} ${inside[name].value.toFixed(2)} dB at rows and columns 0 to ${trainedTo}, ` +
    `${outside[name].value.toFixed(2)} dB at row or column ${trainedTo + 1}`;
  return `${title}, ${images.toLocaleString("en")} images at each position. Pooled: ${part("network")}; ${part("harmonic")}.`;
}
