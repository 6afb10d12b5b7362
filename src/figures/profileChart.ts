// A cut through pictures: the values along one row as lines, the ground truth in black behind the fills. Dotted lines stand
// where the row enters and leaves the hole.
import type { Layout, Plot } from "nodeplotlib";
import { range, toFloat, type ImageBatch } from "../images/batch";
import { checkKnownMask } from "../images/holes";
import { makeFigure, type Figure } from "./figure";
import { colours, palette } from "./style";

export interface ProfileChartOptions {
  readonly groundTruth: ImageBatch;
  readonly knownMask: ImageBatch;
  readonly fills: readonly { readonly label: string; readonly filled: ImageBatch }[];
  /** Counted from 0 at the top. */
  readonly row: number;
  /** Which image of the batches; default 0. */
  readonly index?: number;
  readonly title?: string;
}

/** Draws the mean of the channels. Throws where image or row lie outside, and on masks that do not fit. */
export function profileChart({
  groundTruth,
  knownMask,
  fills,
  row,
  index = 0,
  title = `Row ${row}`,
}: ProfileChartOptions): Figure {
  checkKnownMask(groundTruth, knownMask);
  const [count, height, width] = groundTruth.shape;
  if (!range(count).includes(index) || !range(height).includes(row)) {
    throw new Error(
      `Expected an image below ${count} and a row below ${height}, but received image ${index}, row ${row}. ` +
        `Both count from 0.`,
    );
  }
  const line = (name: string, images: ImageBatch, color: string, lineWidth: number): Plot => ({
    type: "scatter",
    mode: "lines",
    name,
    x: Array.from(range(width)),
    y: rowValues(images, index, row),
    line: { color, width: lineWidth },
  });
  const data = [
    line("original", groundTruth, colours.ink, 4),
    ...fills.map(({ label, filled }, i) => line(label, filled, palette[i % palette.length], 2)),
  ];
  return makeFigure({
    title,
    data,
    alt:
      `Row ${row} from left to right. Steepest step: ` +
      `${data.map(({ name, y }) => `${name} ${steepestStep(y as number[]).toFixed(2)}`).join(", ")}.`,
    layout: {
      xaxis: { title: { text: "column" }, range: [0, width - 1] },
      yaxis: { title: { text: "value (mean of the channels)" } },
      shapes: rimLines(knownMask, index, row),
    },
  });
}

/** The largest difference between neighbours of a row: how sharp an edge is. */
export function steepestStep(values: ArrayLike<number>): number {
  let most = 0;
  for (let x = 1; x < values.length; x++) most = Math.max(most, Math.abs(values[x] - values[x - 1]));
  return most;
}

/** One row of image `index`, W values: the mean of the channels, in [0,1]. */
export function rowValues(images: ImageBatch, index: number, row: number): number[] {
  const {
    data,
    shape: [, height, width, channels],
  } = toFloat(images);
  const start = (index * height + row) * width;
  return Array.from(range(width), (x) => {
    const at = (start + x) * channels;
    return data.slice(at, at + channels).reduce((sum, value) => sum + value, 0) / channels;
  });
}

function rimLines(
  { data, shape: [, height, width] }: ImageBatch,
  index: number,
  row: number,
): NonNullable<Layout["shapes"]> {
  const known = data.subarray((index * height + row) * width, (index * height + row + 1) * width);
  const rims = Array.from(range(width - 1)).filter((x) => known[x] !== known[x + 1]);
  return rims.map((x) => ({
    type: "line",
    yref: "paper",
    y0: 0,
    y1: 1,
    x0: x + 0.5,
    x1: x + 0.5,
    line: { color: colours.reference, width: 1, dash: "dot" },
  }));
}
