// Values with their ranges, row by row: a point at the value and a bar from the lower to the upper end. Each series has its own
// height within a row, colour and symbol, so that nothing lies on top of anything else.
import type { Layout, Plot } from "nodeplotlib";
import { makeFigure, type Figure } from "./figure";
import { logAxis } from "./logAxis";
import { methodColour } from "./methodColours";
import { colours, markerSymbols, palette, textWidth } from "./style";

export interface RangePoint {
  /** One of the chart's rows. */
  readonly row: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface RangeSeries {
  readonly name: string;
  readonly points: readonly RangePoint[];
}

export interface RangeChartOptions {
  /** From top to bottom. */
  readonly rows: readonly string[];
  readonly series: readonly RangeSeries[];
  /** Name of the horizontal axis with its unit. */
  readonly unit: string;
  readonly title: string;
  readonly alt: string;
  /** Height of a row in pixels; default 16 per series. */
  readonly rowHeight?: number;
  /** Equal distances are equal ratios; all ends are above 0 then. Default false. */
  readonly logarithmic?: boolean;
  /** What is written at the right of each bar; default nothing. */
  readonly valueText?: (value: number) => string;
  readonly synthetic?: boolean;
}

const textSize = 12;
/** The part of a row's height that its series spread over. */
const spread = 0.76;

/** Throws where there is no point. */
export function rangeChart(options: RangeChartOptions): Figure {
  const { rows, series, title, alt, synthetic } = options;
  if (series.every(({ points }) => points.length === 0)) {
    throw new Error("Expected at least one value to draw, but received none. Measure something first.");
  }
  const rowHeight = options.rowHeight ?? Math.max(26, 16 * series.length);
  const height = (row: string, i: number): number =>
    rows.length - 1 - rows.indexOf(row) + spread * (0.5 - (i + 0.5) / series.length);
  const { axis, labels } = horizontal(options, height);
  const layout: Layout = {
    height: 160 + rowHeight * rows.length,
    margin: { l: 170, r: 24, t: 100, b: 60 },
    xaxis: axis,
    yaxis: {
      range: [-0.5, rows.length - 0.5],
      tickvals: rows.map((_, i) => rows.length - 1 - i),
      ticktext: [...rows],
      showgrid: false,
    },
    shapes: rows.slice(1).map((_, i) => ({
      type: "line",
      xref: "paper",
      yref: "y",
      x0: 0,
      x1: 1,
      y0: i + 0.5,
      y1: i + 0.5,
      line: { color: colours.grid, width: 1 },
    })),
    annotations: labels,
  };
  return makeFigure({ title, alt, data: series.flatMap((one, i) => traces(one, i, height)), layout, synthetic });
}

/** A method's own colour, else the palette's next. */
function colourOf(name: string, i: number): string {
  return methodColour(name) ?? palette[i % palette.length];
}

function traces({ name, points }: RangeSeries, i: number, height: (row: string, i: number) => number): Plot[] {
  // Where the colours begin anew, the symbols are shifted by one.
  const color = colourOf(name, i);
  const symbol = markerSymbols[(i + Math.floor(i / palette.length)) % markerSymbols.length];
  return [
    {
      // The third place of each point is the gap to the next bar.
      type: "scatter",
      mode: "lines",
      showlegend: false,
      line: { color, width: 3 },
      x: points.flatMap(({ low, high }) => [low, high, high]),
      y: points.flatMap(({ row }) => [height(row, i), height(row, i), null]),
    },
    {
      type: "scatter",
      mode: "markers",
      name,
      marker: { color, symbol, size: 8 },
      x: points.map(({ value }) => value),
      y: points.map(({ row }) => height(row, i)),
    },
  ];
}

/** The axis, long enough for what is written beside the bars, and these words. */
function horizontal(
  options: RangeChartOptions,
  height: (row: string, i: number) => number,
): { axis: NonNullable<Layout["xaxis"]>; labels: NonNullable<Layout["annotations"]> } {
  const { rows, series, unit, logarithmic = false, valueText } = options;
  const forth = logarithmic ? Math.log10 : (value: number): number => value;
  const back = logarithmic ? (place: number): number => 10 ** place : (place: number): number => place;
  const points = series.flatMap((one, i) =>
    one.points.map((point) => ({ ...point, i, color: colourOf(one.name, i), text: valueText?.(point.value) ?? "" })),
  );
  // Places along the axis; its length in pixels is what the row labels leave.
  const lows = points.map(({ low }) => forth(low));
  const highs = points.map(({ high }) => forth(high));
  const pixels = 720 - 42 - Math.max(40, ...rows.map((row) => textWidth(row, textSize)));
  const room = 8;
  const least = Math.min(...lows);
  const most = Math.max(...highs);
  const low = least - 0.02 * (most - least || 1);
  const high = Math.max(
    ...points.map(({ text }, k) => low + ((highs[k] - low) * pixels) / (pixels - 2 * room - textWidth(text, textSize))),
  );
  const labels = points
    .filter(({ text }) => text !== "")
    .map(({ row, i, color, text, high: end }) => ({
      text,
      x: forth(end) + (room / pixels) * (high - low),
      y: height(row, i),
      xanchor: "left" as const,
      showarrow: false,
      font: { size: textSize, color },
    }));
  const linear = valueText === undefined ? {} : { range: [low, high] };
  const axis = logarithmic
    ? logAxis(back(low), back(high), unit, labelText)
    : { title: { text: unit }, showgrid: true, ...linear };
  return { axis, labels };
}

function labelText(value: number): string {
  return value >= 10 ? value.toLocaleString("en") : String(value);
}
