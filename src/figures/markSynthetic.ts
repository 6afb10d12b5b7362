// Marks on charts and grids that a notebook shows while its data are synthetic and whose makers were not told so. The words speak of
// the notebook: a chart of a recorded run stands in it too.
import type { Figure, VectorPicture } from "./figure";
import type { PixelGrid } from "./imageGrid";
import { blankRaster } from "./raster";
import { colours, textWidth } from "./style";

/** The words of the mark. */
export const notebookLabel = "this notebook runs on synthetic data";

const size = 13;
const band = 22;

/** The drawing with the mark that fits it; an SVG picture, which shows no data, stays as it is. */
export function markDrawing<Shown extends Figure | PixelGrid | VectorPicture>(drawing: Shown): Shown {
  if ("svg" in drawing) return drawing;
  return ("raster" in drawing ? markGrid(drawing) : markFigure(drawing)) as Shown;
}

/** The chart with the mark in its lower right corner; one that carries a label already stays as it is. */
export function markFigure(figure: Figure): Figure {
  const { annotations = [] } = figure.layout;
  if (figure.synthetic || annotations.some(({ text }) => text === notebookLabel)) return figure;
  const mark = {
    text: notebookLabel,
    xref: "paper",
    yref: "paper",
    x: 1,
    y: 0,
    xanchor: "right",
    yanchor: "bottom",
    showarrow: false,
    font: { color: colours.synthetic, size },
  } as const;
  return { ...figure, layout: { ...figure.layout, annotations: [...annotations, mark] } };
}

/** The grid with the mark in a band below its pictures; one that carries a label already stays as it is. */
export function markGrid(grid: PixelGrid): PixelGrid {
  if (grid.synthetic || grid.texts.some(({ text }) => text === notebookLabel)) return grid;
  const { width, height, data } = grid.raster;
  const raster = blankRaster(Math.max(width, Math.ceil(textWidth(notebookLabel, size)) + 24), height + band);
  const place = { x: 12, y: height + 12, size, anchor: "start", bold: false, colour: colours.synthetic } as const;
  for (let y = 0; y < height; y++)
    raster.data.set(data.subarray(3 * width * y, 3 * width * (y + 1)), 3 * raster.width * y);
  return { ...grid, raster, texts: [...grid.texts, { text: notebookLabel, ...place }] };
}
