// A figure as SVG text without a browser: the part of Plotly that our figures use, redrawn by Apache ECharts, which can
// render on its own. Traces: scatter (lines, markers), bar (grouped, stacked, lying), heatmap. Layout: linear,
// logarithmic and category axes, straight line shapes, annotations, legend. What is not known is refused, so that
// nothing goes missing.
import { absentPackage } from "../absentPackage";
import type { Plot } from "nodeplotlib";
import { checkFigure, type Figure } from "./figure";
import { axisOptions, plainText, positions, type Options } from "./staticAxes";
import { annotations, dashes, frameOf, legend, shapes, symbols, type Frame } from "./staticParts";
import { colours, escapeMarkup, palette, textWidth, typeface, viridis } from "./style";

const understood: Record<string, readonly string[]> = {
  scatter: ["mode", "line", "marker", "connectgaps"],
  bar: ["marker", "orientation", "text", "textposition"],
  heatmap: ["z", "zmin", "zmax", "colorscale", "colorbar", "showscale", "xgap", "ygap"],
};
const always = ["type", "name", "x", "y", "showlegend", "opacity"];
const onlyLive = ["hovertemplate", "hoverinfo", "hovertext", "hoverlabel", "customdata", "legendgroup", "uid"];

/** Loaded when first drawn, and not by import(): that would read several hundred module files instead of one bundle. */
function loadEcharts(): typeof import("echarts") {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return require("echarts") as typeof import("echarts");
  } catch (error) {
    throw absentPackage(error, "echarts", "to draw a chart as SVG");
  }
}

/** The figure as SVG text of the layout's width and height (720×440 by default). Throws on what it cannot draw. */
export function chartSvg(figure: Figure): string {
  checkFigure(figure);
  figure.data.forEach(checkTrace);
  const echarts = loadEcharts();
  echarts.setPlatformAPI({ measureText });
  const width = figure.layout.width ?? 720;
  const height = figure.layout.height ?? 440;
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    const frame = frameOf(figure);
    chart.setOption(baseOptions(figure, frame));
    chart.setOption({
      graphic: [...legend(figure, frame), ...shapes(figure, chart, frame), ...annotations(figure, chart, frame)],
    });
    return finish(chart.renderToSVGString(), figure);
  } finally {
    chart.dispose();
  }
}

function measureText(text: string, font = "12px"): { width: number } {
  return { width: textWidth(text, parseFloat(/[\d.]+px/.exec(font)?.[0] ?? "12"), font.includes("bold")) };
}

function checkTrace(trace: Plot): void {
  const type = trace.type ?? "scatter";
  const known = understood[type];
  if (known === undefined) {
    throw new Error(
      `Expected traces of type ${Object.keys(understood).join(", ")}, but received "${type}". ` +
        `Draw it with one of these, or open it with plot(data, layout, { window: true }).`,
    );
  }
  const odd = Object.keys(trace).find((key) => ![...known, ...always, ...onlyLive].includes(key));
  if (odd !== undefined) {
    throw new Error(
      `Expected a ${type} trace with ${[...known, ...always].join(", ")}, but received "${odd}". ` +
        `Leave it out, or teach staticChart.ts to draw it.`,
    );
  }
}

function baseOptions(figure: Figure, frame: Frame): Options {
  const { layout } = figure;
  const width = layout.width ?? 720;
  const height = layout.height ?? 440;
  const heat = figure.data.find((trace) => trace.type === "heatmap");
  return {
    animation: false,
    backgroundColor: "#ffffff",
    textStyle: { fontFamily: typeface, fontSize: 12, color: colours.ink },
    title: {
      text: figure.title,
      left: 12,
      top: 10,
      textStyle: { fontFamily: typeface, fontSize: 16, color: colours.ink },
    },
    grid: {
      left: frame.left,
      top: frame.top,
      right: width - frame.right,
      bottom: height - frame.bottom,
      outerBoundsMode: "none",
    },
    xAxis: { ...axisOptions(figure, "x"), nameGap: 32 },
    yAxis: { ...axisOptions(figure, "y"), nameGap: frame.left - 26 },
    series: figure.data.map((trace, i) => series(trace, i, figure)),
    ...(heat === undefined ? {} : { visualMap: colourBar(heat, frame) }),
  };
}

function series(trace: Plot, index: number, figure: Figure): Options {
  // What comes later lies on top, be it lines or markers.
  const common = { name: trace.name ?? `trace ${index}`, silent: true, z: 2 };
  if (trace.type === "heatmap") {
    return {
      ...common,
      type: "heatmap",
      data: cells(trace),
      progressive: 0,
      itemStyle: { borderWidth: trace.xgap ?? 0, borderColor: "#ffffff" },
    };
  }
  const colour = traceColour(trace, index);
  const opacity = trace.opacity ?? 1;
  const style = { ...common, itemStyle: { color: colour, opacity } };
  return trace.type === "bar" ? { ...style, ...bars(trace, figure) } : { ...style, ...points(trace, colour, opacity) };
}

function traceColour(trace: Plot, index: number): string {
  const given = trace.line?.color ?? trace.marker?.color;
  return typeof given === "string" ? given : palette[index % palette.length];
}

function bars(trace: Plot, figure: Figure): Options {
  const lying = trace.orientation === "h";
  const mode = figure.layout.barmode ?? "group";
  if (mode !== "group" && mode !== "stack") {
    throw new Error(`Expected barmode "group" or "stack", but received "${mode}". Choose one of the two.`);
  }
  const x = positions(trace, "x");
  const y = positions(trace, "y");
  const colour = trace.marker?.color;
  const texts = trace.text as unknown as readonly unknown[] | undefined;
  const position = mode === "stack" ? "inside" : lying ? "right" : "top";
  const label = (i: number): Options =>
    texts === undefined
      ? {}
      : { label: { show: true, position, fontFamily: typeface, fontSize: 12, formatter: plainText(String(texts[i])) } };
  return {
    type: "bar",
    barMaxWidth: 60,
    barCategoryGap: "30%",
    ...(mode === "stack" ? { stack: "all" } : {}),
    data: x.map((_, i) => ({
      value: lying ? [x[i], String(y[i])] : [String(x[i]), y[i]],
      ...label(i),
      ...(Array.isArray(colour) ? { itemStyle: { color: colour[i] } } : {}),
    })),
  };
}

function points(trace: Plot, colour: string, opacity: number): Options {
  const mode = trace.mode ?? "lines";
  const dash = dashes[trace.line?.dash ?? "solid"];
  const symbol = symbols[String(trace.marker?.symbol ?? "circle")];
  if (dash === undefined || symbol === undefined || !/^(lines|markers|lines\+markers)$/.test(mode)) {
    throw new Error(
      `Expected lines (${Object.keys(dashes).join(", ")}) or markers (${Object.keys(symbols).join(", ")}), ` +
        `but received mode "${mode}", dash "${trace.line?.dash}", symbol "${trace.marker?.symbol}". Use one of these.`,
    );
  }
  const x = positions(trace, "x");
  const y = positions(trace, "y");
  const words = x.some((value) => typeof value === "string");
  const data = x.map((value, i) => [words ? String(value) : value, y[i] ?? "-"]);
  const symbolSize = trace.marker?.size ?? 6;
  if (mode === "markers") return { type: "scatter", symbol, symbolSize, data };
  return {
    type: "line",
    data,
    symbol: mode === "lines" ? "none" : symbol,
    symbolSize,
    showAllSymbol: true,
    connectNulls: trace.connectgaps === true,
    lineStyle: { color: colour, width: trace.line?.width ?? 2, type: dash, opacity },
  };
}

function cells(trace: Plot): [number, number, number][] {
  return (trace.z as unknown as ArrayLike<number | null>[]).flatMap((row, y) =>
    Array.from(row).flatMap((value, x): [number, number, number][] => (value === null ? [] : [[x, y, value]])),
  );
}

function colourBar(heat: Plot, frame: Frame): Options {
  const values = cells(heat).map((cell) => cell[2]);
  const scale = heat.colorscale ?? "Viridis";
  if (typeof scale === "string" && scale !== "Viridis") {
    throw new Error(
      `Expected the colorscale "Viridis" or a list of [place, colour], but received "${scale}". Use one of these.`,
    );
  }
  const steps = Array.isArray(scale) ? (scale as unknown as [number, string][]).map((step) => step[1]) : viridis;
  const low = heat.zmin ?? Math.min(...values);
  const high = heat.zmax ?? Math.max(...values);
  const ends = [high, low].map((value) => String(Number(value.toPrecision(3))));
  return {
    type: "continuous",
    min: low,
    max: high,
    show: heat.showscale !== false,
    calculable: false,
    inRange: { color: steps },
    orient: "vertical",
    left: frame.right + 16,
    top: frame.top,
    itemWidth: 14,
    itemHeight: frame.bottom - frame.top - 46,
    padding: 0,
    text: ends,
    textGap: 6,
    textStyle: { fontFamily: typeface, fontSize: 12, color: colours.ink },
  };
}

// What ECharts adds for a live page goes: hover styles under numbers that grow with every chart of the process, and notes to
// its own scripts. Clip paths are named after the content, so that two figures on one page do not share them.
function finish(svg: string, figure: Figure): string {
  const plain = svg
    .replace(/<style[^]*?<\/style>\n?/g, "")
    .replace(/ (?:class|pointer-events|ecmeta_\w+)="[^"]*"/g, "")
    .replace(/zr\d+-/g, "zr-");
  let hash = 0x811c9dc5;
  for (let i = 0; i < plain.length; i++) hash = Math.imul(hash ^ plain.charCodeAt(i), 0x01000193) >>> 0;
  // The cells of a heat map meet without a seam at every size.
  const edges = figure.data.some((trace) => trace.type === "heatmap") ? ` shape-rendering="crispEdges"` : "";
  return plain
    .replace(/zr-/g, `f${hash.toString(16).padStart(8, "0")}-`)
    .replace(/^<svg /, `<svg role="img" aria-label="${escapeMarkup(figure.alt)}"${edges} `);
}
