// The axes of a static chart (staticChart.ts), read from the Plotly layout: linear, logarithmic or categories, with
// Plotly's range, ticks and tick formats turned into ECharts' options.
import type { Layout, Plot } from "nodeplotlib";
import type { Figure } from "./figure";
import { colours, typeface } from "./style";

type Axis = Partial<NonNullable<Layout["xaxis"]>>;
export type Options = Record<string, unknown>;

/** ECharts' options for one axis. Bars start at zero; a heat map's axes and the axis that bars stand on hold categories. */
export function axisOptions(figure: Figure, letter: "x" | "y"): Options {
  const axis: Axis = figure.layout[`${letter}axis`] ?? {};
  const { data } = figure;
  const values = data.flatMap((trace) => positions(trace, letter));
  const hasBars = data.some((trace) => trace.type === "bar");
  const category =
    axis.type === "category" ||
    values.some((value) => typeof value === "string") ||
    data.some(
      (trace) => trace.type === "heatmap" || (trace.type === "bar" && (trace.orientation === "h") === (letter === "y")),
    );
  const range = category
    ? undefined
    : axis.range?.map((end) => (axis.type === "log" ? 10 ** Number(end) : Number(end)));
  const round = (end: number | undefined): boolean | undefined =>
    end === undefined || Number(end.toPrecision(2)) === end ? undefined : false;
  const [low, high] = range === undefined ? [] : [Math.min(...range), Math.max(...range)];
  const ticks = axis.tickvals as number[] | undefined;
  const shown = axis.visible !== false;
  const format = tickFormat(axis, ticks);
  const custom = ticks === undefined ? {} : { customValues: ticks };
  return {
    type: category ? "category" : axis.type === "log" ? "log" : "value",
    scale: !hasBars,
    name: titleOf(axis),
    nameLocation: "middle",
    nameTextStyle: { fontFamily: typeface, fontSize: 13, color: colours.ink },
    inverse: axis.autorange === "reversed" || (range !== undefined && range[0] > range[1]),
    ...(category ? { data: [...new Set(values.map(String))] } : {}),
    ...(low === undefined ? {} : { min: low, max: high }),
    ...(typeof axis.dtick === "number" && !category ? { interval: axis.dtick } : {}),
    axisLine: { show: shown, onZero: false, lineStyle: { color: colours.softInk } },
    axisTick: { show: shown && !category, ...custom },
    axisLabel: {
      show: shown && axis.showticklabels !== false,
      fontFamily: typeface,
      fontSize: 12,
      color: colours.ink,
      hideOverlap: true,
      // Ticks that were asked for keep their labels, also the first and the last.
      showMinLabel: ticks === undefined ? round(low) : true,
      showMaxLabel: ticks === undefined ? round(high) : true,
      ...custom,
      ...(format === undefined ? {} : { formatter: format }),
    },
    splitLine: { show: axis.showgrid !== false && !category, lineStyle: { color: colours.grid } },
  };
}

/** A trace's values along one axis; where none are given, 0, 1, 2 … as in Plotly. */
export function positions(trace: Plot, letter: "x" | "y"): unknown[] {
  const given = trace[letter] as ArrayLike<unknown> | undefined;
  if (given !== undefined) return Array.from(given);
  const rows = trace.type === "heatmap" ? (trace.z as unknown as ArrayLike<unknown>[]) : undefined;
  const other = trace[letter === "x" ? "y" : "x"] as ArrayLike<unknown> | undefined;
  const count = rows === undefined ? (other?.length ?? 0) : letter === "x" ? (rows[0]?.length ?? 0) : rows.length;
  return Array.from({ length: count }, (_, i) => i);
}

function tickFormat(axis: Axis, ticks: number[] | undefined): ((value: number | string) => string) | undefined {
  const texts = axis.ticktext as string[] | undefined;
  const format = axis.tickformat ?? "";
  if (ticks !== undefined && texts !== undefined) {
    return (value) => plainText(texts[ticks.findIndex((tick) => Math.abs(tick - Number(value)) < 1e-9)] ?? "");
  }
  const parts = /^(,?)(?:\.(\d+))?([fd%])$/.exec(format);
  if (format === "") return undefined;
  if (parts === null) {
    throw new Error(
      `Expected a tickformat such as ".2f", ".0%" or ",d", but received "${format}". Use one of these forms.`,
    );
  }
  const [, comma, digits = "0", kind] = parts;
  const percent = kind === "%";
  return (value) => {
    const text = (Number(value) * (percent ? 100 : 1)).toFixed(Number(digits));
    return (comma === "" ? text : text.replace(/\B(?=(\d{3})+(?!\d))/g, ",")) + (percent ? "%" : "");
  };
}

/** The plain words of an axis title or a colour bar's title; "" without one. */
export function titleOf(owner: { title?: unknown } | undefined): string {
  const title = owner?.title as string | { text?: string } | undefined;
  return plainText(typeof title === "string" ? title : (title?.text ?? ""));
}

/** Plotly's text markup as plain text: line breaks kept, other tags dropped. */
export function plainText(text: string): string {
  return text.replace(/<br\s*\/?>/g, "\n").replace(/<[^>]+>/g, "");
}
