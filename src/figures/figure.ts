// A figure is what nodeplotlib plots, a list of Plotly traces and a layout, with a title and a text for those who cannot
// see it. The same object is shown live in a notebook, drawn as SVG for the report (staticChart.ts) and handed to
// nodeplotlib's own window. Only nodeplotlib's types are imported: loading the package itself prepares a web server.
import type { Layout, Plot } from "nodeplotlib";
import { chartAlt } from "./altText";
import { colours, palette, syntheticLabel, textWidth, typeface } from "./style";

/** Plotly traces and layout in house style. */
export interface Figure {
  readonly title: string;
  /** What the figure shows, in a sentence or two. */
  readonly alt: string;
  /** Made from synthetic data, and labelled so. */
  readonly synthetic: boolean;
  readonly data: Plot[];
  readonly layout: Layout;
}

/** A picture that is SVG from the start. */
export interface VectorPicture {
  readonly title: string;
  readonly alt: string;
  readonly synthetic: boolean;
  /** Width and height in pixels. */
  readonly width: number;
  readonly height: number;
  readonly svg: string;
}

export interface FigureOptions {
  readonly title: string;
  /** What it shows, in a sentence or two; default: its title, axes and traces in words. */
  readonly alt?: string;
  readonly data: Plot[];
  /** Axis titles and whatever else differs from the house style. */
  readonly layout?: Layout;
  /** Draw "synthetic data" on the figure; default false. */
  readonly synthetic?: boolean;
}

/** A figure in house style, 720×440 pixels unless the layout says otherwise. Throws as checkFigure does. */
export function makeFigure(options: FigureOptions): Figure {
  const { title, data, layout = {}, synthetic = false } = options;
  const axis = { gridcolor: colours.grid, linecolor: colours.softInk, zeroline: false, automargin: true };
  const label = {
    text: syntheticLabel,
    xref: "paper",
    yref: "paper",
    x: 1,
    y: 1,
    xanchor: "right",
    yanchor: "bottom",
    showarrow: false,
    font: { color: colours.synthetic, size: 13 },
  } as const;
  // Plotly sets the legend in columns of equal width; its rows grow upwards into the margin.
  const names = data
    .filter((trace) => trace.name !== undefined && trace.showlegend !== false && trace.type !== "heatmap")
    .map((trace) => textWidth(trace.name as string, 13) + 50);
  const rows =
    names.length > 1
      ? Math.ceil(names.length / Math.max(1, Math.floor(((layout.width ?? 720) - 104) / Math.max(...names))))
      : 0;
  const annotations = [...(layout.annotations ?? []), ...(synthetic ? [label] : [])];
  const figure: Figure = {
    title,
    alt: options.alt ?? chartAlt(title, data, layout),
    synthetic,
    data,
    layout: {
      width: 720,
      height: 440,
      colorway: [...palette],
      paper_bgcolor: "#ffffff",
      plot_bgcolor: "#ffffff",
      font: { family: typeface, size: 13, color: colours.ink },
      margin: { l: 80, r: 24, t: 52 + rows * 24 + (synthetic ? 22 : 0), b: 60 },
      legend: { orientation: "h", x: 0, y: synthetic ? 1.07 : 1.01, xanchor: "left", yanchor: "bottom" },
      ...layout,
      title: { text: `<b>${title}</b>`, x: 0.02, xanchor: "left", y: 0.97, yanchor: "top", font: { size: 16 } },
      xaxis: { ...axis, showgrid: false, ...layout.xaxis },
      yaxis: { ...axis, ...layout.yaxis },
      ...(annotations.length > 0 ? { annotations } : {}),
    },
  };
  checkFigure(figure);
  return figure;
}

/** Throws if a figure has no title, no alt text, or a number that is not finite; null stands for a gap. */
export function checkFigure(figure: Figure): void {
  for (const part of ["title", "alt"] as const) {
    if (typeof figure[part] !== "string" || figure[part].trim() === "") {
      throw new Error(
        `Expected the figure to have ${part} text, but received ${JSON.stringify(figure[part])}. ` +
          `Say in a sentence what it shows.`,
      );
    }
  }
  checkNumbers(figure.data, `traces of "${figure.title}"`);
  checkNumbers(figure.layout, `layout of "${figure.title}"`);
}

function checkNumbers(value: unknown, where: string): void {
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new Error(
      `Expected finite numbers in the ${where}, but received ${value}. Use null for a point to leave out.`,
    );
  }
  if (ArrayBuffer.isView(value)) {
    for (const entry of value as Float32Array) checkNumbers(entry, where);
  } else if (typeof value === "object" && value !== null) {
    for (const entry of Object.values(value)) checkNumbers(entry, where);
  }
}

/** The figure in words: title, alt text, and each trace with its number of points and last value. */
export function figureText(figure: Figure): string {
  const lines = figure.data
    .filter((trace) => trace.name !== undefined && trace.showlegend !== false)
    .map((trace) => {
      const values = Array.from((trace.y ?? []) as ArrayLike<unknown>);
      const last = values.filter((value) => typeof value === "number").pop();
      return (
        `  ${trace.name}: ${values.length} points` +
        (last === undefined ? "" : `, last ${Number((last as number).toPrecision(4))}`)
      );
    });
  return [figure.synthetic ? `${figure.title} (${syntheticLabel})` : figure.title, figure.alt, ...lines].join("\n");
}
