// What a chart or a grid shows, in words, from the texts that stand on it: for figures that come without a text of their own.
import type { Layout, Plot } from "nodeplotlib";
import type { ImageRow } from "./imageGrid";
import { positions, titleOf } from "./staticAxes";

const mostTraces = 8;
const mostBars = 12;

/** A title from the axes' titles, such as "dB by epoch"; else from the traces' names; else "Chart". */
export function axesTitle(data: readonly Plot[], { xaxis, yaxis }: Layout): string {
  const [x, y] = [titleOf(xaxis), titleOf(yaxis)];
  const names = data.flatMap(({ name }) => name ?? []).join(", ");
  return x !== "" && y !== "" ? `${y} by ${x}` : y || names || x || "Chart";
}

/** The title, what the axes show, and each trace with its first and last value, its bars or its least and greatest value. */
export function chartAlt(title: string, data: readonly Plot[], layout: Layout): string {
  const axes = axesTitle([], layout);
  const traces = data.slice(0, mostTraces).map(traceText);
  const more = data.length > mostTraces ? [`and ${data.length - mostTraces} more`] : [];
  const parts = [axes === "Chart" || axes === title ? title : `${title}: ${axes}`, [...traces, ...more].join("; ")];
  return sentences(parts);
}

function traceText(trace: Plot): string {
  const name = trace.name ?? "";
  const say = (text: string): string => (name === "" ? text : `${name} ${text}`);
  if (trace.type === "heatmap") {
    const rows = Array.from((trace.z ?? []) as unknown as ArrayLike<ArrayLike<unknown>>);
    const values = rows.flatMap((row) => Array.from(row)).filter((value) => typeof value === "number");
    if (values.length === 0) return say("map without a value");
    const [low, high] = values.reduce(
      ([a, b], value) => [Math.min(a, value), Math.max(b, value)],
      [values[0], values[0]],
    );
    return say(`map of ${rows.length}×${rows[0].length} values from ${short(low)} to ${short(high)}`);
  }
  const lying = trace.type === "bar" && trace.orientation === "h";
  const [along, values] = lying
    ? [positions(trace, "y"), positions(trace, "x")]
    : [positions(trace, "x"), positions(trace, "y")];
  const points = values.flatMap((value, i) =>
    value === null || value === undefined ? [] : [{ at: along[i] ?? i, value }],
  );
  if (points.length === 0) return say(`(${trace.type ?? "scatter"})`);
  if ((trace.type === "bar" && points.length <= mostBars) || points.length === 1) {
    return say(points.map(({ at, value }) => `${short(at)}: ${short(value)}`).join(", "));
  }
  const [first, last] = [points[0], points[points.length - 1]];
  return say(`from ${short(first.value)} at ${short(first.at)} to ${short(last.value)} at ${short(last.at)}`);
}

function short(value: unknown): string {
  return typeof value === "number" ? String(Number(value.toPrecision(4))) : String(value);
}

/** The title, then each row with its label and captions, then the columns' labels. */
export function gridAlt(title: string, rows: readonly ImageRow[], columnLabels: readonly string[] = []): string {
  const shown = rows.map(({ label, images, captions = [] }) => {
    const [count, height, width] = images.shape;
    const name = label.replace(/\s*\n\s*/g, ", ");
    const texts = captions.filter((text) => text !== "").join(", ");
    const pictures = `${count} ${count === 1 ? "picture" : "pictures"} of ${height}×${width}`;
    return `${name === "" ? "" : `${name}: `}${pictures}${texts === "" ? "" : ` (${texts})`}`;
  });
  const columns = columnLabels.filter((label) => label !== "").join(", ");
  return sentences([title, shown.join("; "), columns === "" ? "" : `From left to right: ${columns}`]);
}

function sentences(parts: readonly string[]): string {
  return parts
    .filter((part) => part !== "")
    .map((part) => (/[.?!]$/.test(part) ? part : `${part}.`))
    .join(" ");
}
