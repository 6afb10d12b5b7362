// What nodeplotlib's plot takes, traces and a layout, as a figure in house style: the title comes from the layout or from the axes,
// a method's colour from the trace's name, the text for those who cannot see the chart from title, axes and traces.
import type { Layout, Plot } from "nodeplotlib";
import { axesTitle } from "./altText";
import { makeFigure, type Figure } from "./figure";
import { methodColour } from "./methodColours";
import { titleOf } from "./staticAxes";

/** The chart of these traces, 720×440 pixels unless the layout says otherwise. Throws where there is no trace, and as checkFigure does. */
export function chartFigure(data: Plot[], layout: Layout = {}): Figure {
  if (!Array.isArray(data) || data.length === 0) {
    const received = Array.isArray(data) ? "an empty list" : typeof data;
    throw new Error(
      `Expected data to be a list of traces, but received ${received}. Write for example plot([{ x: [1, 2], y: [3, 4] }]).`,
    );
  }
  return makeFigure({ title: titleOf(layout) || axesTitle(data, layout), data: data.map(coloured), layout });
}

/** A trace that is named after a method and has no colour takes the method's. */
function coloured(trace: Plot): Plot {
  const color = methodColour(trace.name ?? "");
  if (color === undefined || trace.line?.color !== undefined || trace.marker?.color !== undefined) return trace;
  return trace.type === "bar"
    ? { ...trace, marker: { ...trace.marker, color } }
    : { ...trace, line: { ...trace.line, color }, marker: { ...trace.marker, color } };
}
