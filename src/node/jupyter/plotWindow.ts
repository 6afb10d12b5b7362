// nodeplotlib's own window, for those who want the chart in a browser tab of its own. Only on request: it starts a web
// server on every interface of the machine and its page loads Plotly from the Internet, so nothing else in this project
// opens it.
import { absentPackage } from "../../absentPackage";
import type { Config, Layout, Plot } from "nodeplotlib";
import { chartFigure } from "../../figures/chartFigure";

/** Opens the chart in nodeplotlib's window; its server then runs until the page is closed or the process ends. */
export function openPlotWindow(data: Plot[], layout: Layout, config: Config): void {
  const figure = chartFigure(data, layout);
  const { plot } = loadNodeplotlib();
  plot(figure.data, figure.layout, config);
}

function loadNodeplotlib(): typeof import("nodeplotlib") {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return require("nodeplotlib") as typeof import("nodeplotlib");
  } catch (error) {
    throw absentPackage(error, "nodeplotlib", "to open a window with the chart");
  }
}
