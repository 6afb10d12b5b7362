// What surrounds the marks of a static chart (staticChart.ts): frame, legend, straight lines and annotations, all read
// from the Plotly layout. The legend is drawn here and not by ECharts, so that a dashed line looks the same in both
// places.
import type { Plot } from "nodeplotlib";
import type { Figure } from "./figure";
import { plainText, positions, titleOf, type Options } from "./staticAxes";
import { colours, palette, textWidth, typeface } from "./style";

/** The rectangle of the data in pixels of the figure. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The part of a chart that knows where a value lies. */
export interface Placing {
  convertToPixel(finder: { xAxisIndex?: number; yAxisIndex?: number }, value: number | string): unknown;
}

export const dashes: Record<string, "solid" | number[]> = {
  solid: "solid",
  dot: [2, 3],
  dash: [7, 4],
  dashdot: [7, 3, 2, 3],
  longdash: [12, 5],
};
export const symbols: Record<string, string> = {
  circle: "circle",
  "circle-open": "emptyCircle",
  square: "rect",
  diamond: "diamond",
  "triangle-up": "triangle",
  "square-open": "emptyRect",
  "diamond-open": "emptyDiamond",
};

/** Room for title, legend, axis labels and colour bar taken off the figure's size. */
export function frameOf(figure: Figure): Frame {
  const { layout } = figure;
  const width = layout.width ?? 720;
  const height = layout.height ?? 440;
  const bar = figure.data.some((trace) => trace.type === "heatmap" && trace.showscale !== false);
  const rows = Math.max(-1, ...legendEntries(figure).map((entry) => entry.row)) + 1;
  // Maps beside one another are level, with a bar or without.
  const extra = figure.data.some((trace) => trace.type === "heatmap") || (figure.synthetic && rows === 0) ? 16 : 0;
  return {
    left: frameLeft(figure),
    top: 46 + rows * 20 + extra,
    right: width - (bar ? 96 : 24),
    bottom: height - (titleOf(layout.xaxis) === "" ? 34 : 56),
  };
}

/** Where the data begins: right of the widest label and the axis title. */
function frameLeft({ layout, data }: Figure): number {
  const labels = [...((layout.yaxis?.ticktext ?? []) as unknown[]), ...data.flatMap((trace) => positions(trace, "y"))];
  const words = layout.yaxis?.showticklabels === false ? [] : labels.filter((label) => typeof label === "string");
  return (
    Math.ceil(Math.max(40, ...words.map((label) => textWidth(label, 12)))) + (titleOf(layout.yaxis) === "" ? 18 : 42)
  );
}

interface LegendEntry {
  readonly name: string;
  readonly trace: Plot;
  readonly colour: string;
  readonly row: number;
  readonly offset: number;
}

function legendEntries(figure: Figure): LegendEntry[] {
  const width = (figure.layout.width ?? 720) - frameLeft(figure) - (figure.synthetic ? 128 : 8);
  const entries: LegendEntry[] = [];
  let row = 0;
  let offset = 0;
  figure.data.forEach((trace, i) => {
    if (trace.name === undefined || trace.showlegend === false || trace.type === "heatmap") return;
    const wanted = textWidth(trace.name, 12) + 52;
    const given = trace.line?.color ?? trace.marker?.color;
    // The last 16 pixels of an entry are the distance to the next one.
    if (offset > 0 && offset + wanted - 16 > width) {
      row++;
      offset = 0;
    }
    entries.push({
      name: trace.name,
      trace,
      row,
      offset,
      colour: typeof given === "string" ? given : palette[i % palette.length],
    });
    offset += wanted;
  });
  const wantedAtAll = figure.layout.showlegend ?? entries.length > 1;
  return wantedAtAll ? entries : [];
}

/** The legend between title and frame: one line or mark and one name per trace. */
export function legend(figure: Figure, frame: Frame): Options[] {
  return legendEntries(figure).flatMap((entry) => {
    const { trace, colour } = entry;
    const x = frame.left + entry.offset;
    const y = 48 + entry.row * 20;
    const mode = trace.mode ?? "lines";
    return [
      ...(trace.type !== "bar" && mode.includes("lines")
        ? [lineAt(x, y, x + 30, y, colour, trace.line?.width ?? 2, dashes[trace.line?.dash ?? "solid"])]
        : []),
      ...(trace.type === "bar"
        ? [
            {
              type: "rect",
              silent: true,
              shape: { x: x + 14, y: y - 5, width: 16, height: 10 },
              style: { fill: colour },
            },
          ]
        : []),
      ...(trace.type !== "bar" && mode.includes("markers")
        ? [markAt(symbols[String(trace.marker?.symbol ?? "circle")] ?? "circle", x + 15, y, colour)]
        : []),
      textAt(entry.name, x + 36, y, "left", "middle", 12, colours.ink),
    ];
  });
}

function place(chart: Placing, frame: Frame, axis: "x" | "y", reference: string | undefined, value: unknown): number {
  const [start, end] = axis === "x" ? [frame.left, frame.right] : [frame.bottom, frame.top];
  if (reference === "paper") return start + Number(value) * (end - start);
  return Number(chart.convertToPixel(axis === "x" ? { xAxisIndex: 0 } : { yAxisIndex: 0 }, value as number));
}

/** The layout's straight lines. */
export function shapes(figure: Figure, chart: Placing, frame: Frame): Options[] {
  return (figure.layout.shapes ?? []).map((shape) => {
    if (shape.type !== "line") {
      throw new Error(
        `Expected layout shapes of type "line", but received "${shape.type}". Draw other shapes as traces.`,
      );
    }
    const [x1, x2] = [shape.x0, shape.x1].map((value) => place(chart, frame, "x", shape.xref, value));
    const [y1, y2] = [shape.y0, shape.y1].map((value) => place(chart, frame, "y", shape.yref, value));
    return lineAt(
      x1,
      y1,
      x2,
      y2,
      shape.line?.color ?? colours.ink,
      shape.line?.width ?? 2,
      dashes[shape.line?.dash ?? "solid"],
    );
  });
}

/** The layout's annotations, without arrows, and the title of a heat map's colour bar. */
export function annotations(figure: Figure, chart: Placing, frame: Frame): Options[] {
  const heat = figure.data.find((trace) => trace.type === "heatmap" && trace.showscale !== false);
  const barTitle = heat === undefined ? "" : titleOf(heat.colorbar as { title?: unknown } | undefined);
  const notes = (figure.layout.annotations ?? []).map((note) => {
    if (note.showarrow !== false) {
      throw new Error(
        `Expected annotations with showarrow: false, but received ${note.showarrow} for "${note.text}". Set it.`,
      );
    }
    // Plotly gives an annotation's place on a logarithmic axis as the exponent.
    const value = (axis: "x" | "y"): unknown =>
      note[`${axis}ref`] !== "paper" && figure.layout[`${axis}axis`]?.type === "log"
        ? 10 ** Number(note[axis])
        : note[axis];
    const x = place(chart, frame, "x", note.xref, value("x"));
    const y = place(chart, frame, "y", note.yref, value("y"));
    const align = note.xanchor === undefined || note.xanchor === "auto" ? "center" : note.xanchor;
    const vertical = note.yanchor === undefined || note.yanchor === "auto" ? "middle" : note.yanchor;
    return textAt(
      plainText(note.text ?? ""),
      x,
      y - (vertical === "bottom" ? 3 : 0),
      align,
      vertical,
      note.font?.size ?? 12,
      String(note.font?.color ?? colours.ink),
    );
  });
  return barTitle === ""
    ? notes
    : [...notes, textAt(barTitle, frame.right + 16, frame.top - 18, "left", "bottom", 12, colours.ink)];
}

function lineAt(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  stroke: string,
  lineWidth: number,
  dash: "solid" | number[],
): Options {
  return {
    type: "line",
    silent: true,
    z: 50,
    shape: { x1, y1, x2, y2 },
    style: { stroke, lineWidth, lineDash: dash === "solid" ? undefined : dash },
  };
}

/** A marker as ECharts draws it in the chart, 8 pixels wide; an empty one is white inside. */
function markAt(symbol: string, x: number, y: number, colour: string): Options {
  const empty = symbol.startsWith("empty");
  const kind = symbol.replace("empty", "").toLowerCase();
  const style = { stroke: colour, fill: empty ? "#ffffff" : colour, lineWidth: empty ? 2 : 0 };
  const corners: Record<string, [number, number][]> = {
    rect: [
      [-4, -4],
      [4, -4],
      [4, 4],
      [-4, 4],
    ],
    diamond: [
      [0, -5],
      [5, 0],
      [0, 5],
      [-5, 0],
    ],
    triangle: [
      [0, -4],
      [4, 4],
      [-4, 4],
    ],
  };
  const points = corners[kind]?.map(([dx, dy]) => [x + dx, y + dy]);
  return points === undefined
    ? { type: "circle", silent: true, z: 51, shape: { cx: x, cy: y, r: 4 }, style }
    : { type: "polygon", silent: true, z: 51, shape: { points }, style };
}

function textAt(
  text: string,
  x: number,
  y: number,
  align: string,
  verticalAlign: string,
  size: number,
  fill: string,
): Options {
  return {
    type: "text",
    silent: true,
    z: 60,
    x,
    y,
    style: { text, align, verticalAlign, fill, font: `${size}px ${typeface}` },
  };
}
