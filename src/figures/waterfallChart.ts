// A waterfall: how a value changes from step to step. Row by row a bar from the value before to the value after, points for
// the single runs behind the mean, a dashed line for what the whole is compared with.
import type { Layout, Plot } from "nodeplotlib";
import { makeFigure, type Figure } from "./figure";
import { colours, palette } from "./style";

export interface WaterfallStep {
  readonly name: string;
  /** One per run; the bar ends at their mean. None yet: the row stays empty. */
  readonly values: readonly number[];
}

export interface WaterfallOptions {
  /** From top to bottom; the first is the start. */
  readonly steps: readonly WaterfallStep[];
  /** What the single points are; default "a seed". */
  readonly runName?: string;
  /** Another run beside the bars, by step name: diamonds. */
  readonly beside?: { readonly name: string; readonly values: { readonly [step: string]: number } };
  /** Dashed lines across all rows. */
  readonly lines?: readonly { readonly name: string; readonly value: number }[];
  /** Name of the axis with its unit. */
  readonly unit: string;
  readonly title: string;
  readonly alt?: string;
  readonly synthetic?: boolean;
}

const width = 720;
const rowHeight = 38;
const barWidth = 14;
const margin = { l: 190, r: 30, t: 94, b: 60 } as const;
/** The name of a dashed line has half a row of its own above the first bar, so that two lines close together stay readable. */
const lineNameRows = 0.5;

/** A step that has values, at its height, from the value before. */
interface Bar {
  readonly step: WaterfallStep;
  readonly height: number;
  readonly from: number;
  readonly to: number;
}

/** 720 pixels wide. Throws where there is nothing to draw: neither a value nor a line. */
export function waterfallChart(options: WaterfallOptions): Figure {
  const { steps, unit, title, synthetic, lines = [] } = options;
  const [low, high] = span(options);
  const bars = barsOf(steps, low);
  const top = steps.length - 0.4 + lineNameRows * lines.length;
  const layout: Layout = {
    width,
    height: margin.t + margin.b + rowHeight * (top + 0.6),
    margin,
    xaxis: { title: { text: unit }, range: [low, high], showgrid: true },
    yaxis: {
      range: [-0.6, top],
      tickvals: steps.map((_, i) => steps.length - 1 - i),
      ticktext: steps.map(({ name }) => name),
      showgrid: false,
    },
    shapes: lines.map(({ value }) => ({
      type: "line",
      yref: "paper",
      x0: value,
      x1: value,
      y0: 0,
      y1: 1,
      line: { color: colours.softInk, width: 1.5, dash: "dash" },
    })),
    annotations: [
      ...lines.map(({ name, value }, i) => ({
        text: `\u00a0${name} ${value.toFixed(2)}\u00a0`,
        x: value,
        y: top - lineNameRows * (i + 0.5),
        xanchor: value > (low + high) / 2 ? ("right" as const) : ("left" as const),
        showarrow: false,
        font: { size: 12, color: colours.softInk },
      })),
      ...bars.map((bar, i) => ({
        text: `\u00a0\u00a0${changeText(bars, i)}`,
        y: bar.height,
        x: besideLines(
          Math.max(bar.from, bar.to, ...valuesOf(options, bar.step)),
          changeText(bars, i),
          lines,
          high - low,
        ),
        xanchor: "left" as const,
        showarrow: false,
        font: { size: 12 },
      })),
    ],
  };
  const later = bars.slice(1);
  const data = [
    barTrace("start", colours.reference, bars.slice(0, 1)),
    barTrace(
      "better",
      palette[0],
      later.filter(({ from, to }) => to > from),
    ),
    barTrace(
      "worse",
      palette[1],
      later.filter(({ from, to }) => to < from),
    ),
    ...pointTraces(options),
  ].filter(({ x }) => (x as number[]).length > 0);
  return makeFigure({ title, alt: options.alt ?? describe(options, bars), data, layout, synthetic });
}

function barsOf(steps: readonly WaterfallStep[], start: number): Bar[] {
  let from = start;
  return steps.flatMap((step, i): Bar[] => {
    if (step.values.length === 0) return [];
    const bar = { step, height: steps.length - 1 - i, from, to: mean(step.values) };
    from = bar.to;
    return [bar];
  });
}

function barTrace(name: string, color: string, bars: readonly Bar[]): Plot {
  return {
    // The third place of each bar is the gap to the next one.
    type: "scatter",
    mode: "lines",
    name,
    showlegend: name !== "start",
    line: { color, width: barWidth },
    x: bars.flatMap(({ from, to }) => [from, to, to]),
    y: bars.flatMap(({ height }) => [height, height, null]),
  };
}

function pointTraces({ steps, runName = "a seed", beside }: WaterfallOptions): Plot[] {
  const height = (i: number): number => steps.length - 1 - i;
  const points = steps.flatMap(({ values }, i) => values.map((value) => [value, height(i)]));
  const others = steps.flatMap(({ name }, i) =>
    beside?.values[name] === undefined ? [] : [[beside.values[name], height(i)]],
  );
  const trace = (name: string, symbol: string, size: number, color: string, places: number[][]): Plot => ({
    type: "scatter",
    mode: "markers",
    name,
    marker: { color, symbol, size },
    x: places.map(([x]) => x),
    y: places.map(([, y]) => y),
  });
  return [
    trace(runName, "circle-open", 7, colours.ink, points),
    ...(beside === undefined ? [] : [trace(beside.name, "diamond", 10, palette[2], others)]),
  ];
}

function valuesOf({ beside }: WaterfallOptions, { name, values }: WaterfallStep): number[] {
  const own = beside?.values[name];
  return [...values, ...(own === undefined ? [] : [own])];
}

/** The axis: all values and lines, with room at the left for the first bar and at the right for words. */
function span(options: WaterfallOptions): [number, number] {
  const { steps, lines = [] } = options;
  const all = [...steps.flatMap((step) => valuesOf(options, step)), ...lines.map(({ value }) => value)];
  if (all.length === 0) {
    throw new Error("Expected at least one value or line to draw, but received none. Measure something first.");
  }
  const least = Math.min(...all);
  const most = Math.max(...all);
  const room = Math.max(most - least, 0.5);
  return [least - 0.12 * room, most + 0.2 * room];
}

/** Where words begin that stand right of `x`: past the dashed lines that would strike them through. */
function besideLines(x: number, words: string, lines: readonly { readonly value: number }[], range: number): number {
  const length = ((words.length * 8 + 10) * range) / (width - margin.l - margin.r);
  const struck = lines.map(({ value }) => value).filter((value) => value > x && value < x + length);
  return struck.length === 0 ? x : besideLines(Math.max(...struck), words, lines, range);
}

function changeText(bars: readonly Bar[], i: number): string {
  const { from, to } = bars[i];
  if (i === 0) return to.toFixed(2);
  return Math.abs(to - from) < 0.005 ? "no change" : `${to > from ? "+" : "−"}${Math.abs(to - from).toFixed(2)}`;
}

function describe({ lines = [], title, unit }: WaterfallOptions, bars: readonly Bar[]): string {
  const rows = bars.map(
    ({ step, to }, i) => `${step.name}: ${to.toFixed(2)}${i === 0 ? "" : ` (${changeText(bars, i)})`}`,
  );
  return `${title}, ${unit}. ${[...rows, ...lines.map(({ name, value }) => `${name}: ${value.toFixed(2)}`)].join("; ")}.`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
