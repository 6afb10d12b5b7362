// nodeplotlib's own window, for those who want the chart in a browser tab of its own. Only on request: it starts a web
// server on every interface of the machine and its page loads Plotly from the Internet, so nothing else in this project
// opens it.
import { absentPackage } from "../../absentPackage";
import { checkFigure, type Figure } from "../../figures/figure";

/** Opens the figure in nodeplotlib's window; its server then runs until the page is closed or the process ends. */
export function openPlotWindow(figure: Figure): void {
  checkFigure(figure);
  const { plot } = loadNodeplotlib();
  plot(figure.data, figure.layout);
}

function loadNodeplotlib(): typeof import("nodeplotlib") {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return require("nodeplotlib") as typeof import("nodeplotlib");
  } catch (error) {
    throw absentPackage(error, "nodeplotlib", "to open a window with the chart");
  }
}
