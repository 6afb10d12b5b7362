// When a front that starts at the rim of a hole reaches each of its pixels, as a heat map: the order in which the marching
// methods fill, and ridges where fronts from several sides meet. Known pixels stay white.
import type { ImageBatch } from "../images/batch";
import { makeFigure, type Figure } from "./figure";

export interface ArrivalChartOptions {
  /** Which image of the batch; default 0. */
  readonly index?: number;
  readonly title?: string;
}

/** `times`: [N,H,W,1], 0 where known, as arrivalTimes gives them. Throws on other shapes and where nothing is above 0. */
export function arrivalChart(times: ImageBatch, options: ArrivalChartOptions = {}): Figure {
  const { index = 0, title = "When the front arrives" } = options;
  const [count, height, width, channels] = times.shape;
  if (channels !== 1 || !(index in Array.from({ length: count }))) {
    throw new Error(
      `Expected times of shape [N,H,W,1] and an image below N, but received [${times.shape.join(",")}] and ` +
        `image ${index}. Pass what arrivalTimes returns.`,
    );
  }
  const values = Array.from(times.data.subarray(index * height * width, (index + 1) * height * width));
  const inHole = values.filter((time) => time > 0);
  if (inHole.length === 0) {
    throw new Error(`Expected arrival times above 0, but image ${index} has none. Choose a mask with a hole.`);
  }
  // Cells of whole pixels, so that they are squares.
  const cell = Math.max(1, Math.floor(400 / Math.max(height, width)));
  const z = Array.from({ length: height }, (_, row) =>
    values.slice(row * width, (row + 1) * width).map((time) => (time > 0 ? Number(time.toFixed(3)) : null)),
  );
  return makeFigure({
    title,
    alt:
      `A hole of ${inHole.length} pixels in ${height}×${width}, coloured by arrival time: 0 at its rim, ` +
      `${Math.max(...inHole).toFixed(1)} where the front arrives last.`,
    // Plotly takes nulls for gaps; its types know numbers only.
    data: [
      { type: "heatmap", z: z as number[][], zmin: 0, hovertemplate: "column %{x}, row %{y}: %{z:.2f}<extra></extra>" },
    ],
    layout: {
      width: width * cell + 170,
      height: height * cell + 112,
      margin: { l: 70, r: 100, t: 52, b: 60 },
      xaxis: { title: { text: "column" } },
      yaxis: { title: { text: "row" }, autorange: "reversed", showgrid: false },
    },
  });
}
