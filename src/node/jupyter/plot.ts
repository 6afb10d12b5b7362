// plot as nodeplotlib has it, for notebooks: the chart stands below the cell. nodeplotlib's own window opens on request only.
import type * as nodeplotlib from "nodeplotlib";
import { chartFigure } from "../../figures/chartFigure";
import { showFigure } from "./display";
import { openPlotWindow } from "./plotWindow";

/** A trace of a chart: nodeplotlib's own type. */
export type Plot = nodeplotlib.Plot;

/** Titles, axes and everything around the traces: nodeplotlib's own type. */
export type Layout = nodeplotlib.Layout;

/** Plotly's settings: nodeplotlib's own type. */
export type Config = nodeplotlib.Config;

/** Plotly's own settings, and where the chart appears. */
export type PlotConfig = Config & {
  /** In nodeplotlib's window, a browser tab of its own, in place of below the cell; default false. */
  readonly window?: boolean;
};

/**
 * Shows traces below the cell, in plain Node as words, with nodeplotlib's arguments. Lines, markers, bars and heat maps are drawn;
 * other traces in the window only. Throws on what it cannot draw and on numbers that are not finite.
 */
export function plot(data: Plot[], layout: Layout = {}, config: PlotConfig = {}): void {
  const { window = false, ...plotly } = config;
  if (window) openPlotWindow(data, layout, plotly);
  else showFigure(chartFigure(data, layout), plotly);
}
