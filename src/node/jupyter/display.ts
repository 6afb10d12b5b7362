// Figures, grids and SVG as the output of a notebook cell: one message holds every form, so that JupyterLab
// shows a live Plotly chart, an HTML page the SVG, GitHub the PNG and a terminal the words. In plain Node the words are
// printed.
import { randomUUID } from "node:crypto";
import type { Config } from "nodeplotlib";
import { checkFigure, figureText, type Figure, type VectorPicture } from "../../figures/figure";
import { gridText, type PixelGrid } from "../../figures/imageGrid";
import { markFigure, markGrid } from "../../figures/markSynthetic";
import { drawingToPng, drawingToSvg, gridToSvg, svgToPng } from "../figures/encode";
import { onSyntheticData } from "./circumstances";
import { drawingToJpeg } from "../figures/jpeg";
import { packPng } from "../figures/png";
import { notebookSender, sendBundle, type MimeBundle } from "./kernel";

const plotly = "application/vnd.plotly.v1+json";
const largestSvg = 100_000;

/** Shows a figure: Plotly, with settings of its own if wanted, where the front end can, else SVG, PNG or words. */
export function showFigure(given: Figure, config: Config = {}): void {
  checkFigure(given);
  const figure = onSyntheticData() ? markFigure(given) : given;
  sendBundle(notebookSender() === null ? { "text/plain": figureText(figure) } : figureBundle(figure, config));
}

function figureBundle(figure: Figure, config: Config = {}): MimeBundle & { "text/plain": string } {
  const svg = drawingToSvg(figure);
  const { width = 720, height = 440 } = figure.layout;
  return {
    [plotly]: {
      data: figure.data,
      layout: figure.layout,
      config: { displaylogo: false, responsive: false, ...config },
    },
    // A large heat map weighs less as pixels.
    ...(svg.length <= largestSvg ? { "image/svg+xml": svg } : {}),
    // JupyterLab's Plotly renderer shows this picture first and draws the live chart when the pointer enters it.
    "image/png": packPng(svgToPng(svg)).toString("base64"),
    "text/plain": `${figureText(figure)} [${width}×${height}]`,
  };
}

export interface ShowGridOptions {
  /** Most CSS pixels in width; default 900. */
  readonly width?: number;
}

/** Shows a grid of pictures as PNG, at most `width` CSS pixels wide (default 900; the front end scales wider ones). */
export function showGrid(given: PixelGrid, options: ShowGridOptions = {}): void {
  const grid = onSyntheticData() ? markGrid(given) : given;
  const text = { "text/plain": gridText(grid) };
  if (notebookSender() === null) return sendBundle(text);
  sendBundle(
    { "image/png": packPng(svgToPng(gridToSvg(grid))).toString("base64"), ...text },
    { "image/png": shownSize(grid, options) },
  );
}

/** showGrid for photographs: as JPEG, which weighs a fraction of their PNG; to be awaited. */
export async function showPhotographs(given: PixelGrid, options: ShowGridOptions = {}): Promise<void> {
  const grid = onSyntheticData() ? markGrid(given) : given;
  const text = { "text/plain": gridText(grid) };
  if (notebookSender() === null) return sendBundle(text);
  sendBundle(
    { "image/jpeg": (await drawingToJpeg(grid)).toString("base64"), ...text },
    { "image/jpeg": shownSize(grid, options) },
  );
}

function shownSize({ raster }: PixelGrid, options: ShowGridOptions): { width: number; height: number } {
  const width = Math.min(raster.width, options.width ?? 900);
  return { width, height: Math.round((raster.height * width) / raster.width) };
}

/** Shows an SVG picture, such as a network diagram; one above 100 kB, such as a map of many cells, as PNG alone. */
export function showPicture(picture: VectorPicture): void {
  if (notebookSender() === null) return sendBundle({ "text/plain": `${picture.title}\n${picture.alt}` });
  sendBundle(
    {
      ...(picture.svg.length <= largestSvg ? { "image/svg+xml": picture.svg } : {}),
      "image/png": packPng(drawingToPng(picture)).toString("base64"),
      "text/plain": picture.alt,
    },
    { "image/png": { width: picture.width, height: picture.height } },
  );
}

export interface LivePlot {
  /** Redraws the same output. Drops the call if the last redraw is less than `pause` milliseconds ago; `done` catches up. */
  update(figure: Figure): void;
  /** Draws the last figure in every form, so that the saved notebook holds it. Calling it again does nothing. */
  done(): void;
}

/**
 * A figure that changes in place while a cell runs. Outside a notebook only `done` prints. `pause` defaults to 200 ms.
 * Meanwhile the front end gets SVG: JupyterLab's Plotly renderer draws an output once and ignores what comes later.
 */
export function livePlot(figure: Figure, options: { readonly pause?: number } = {}): LivePlot {
  // Bound to the cell that made it: an update that comes late must not land under another cell.
  const send = notebookSender();
  const display_id = randomUUID();
  const pause = options.pause ?? 200;
  let latest = figure;
  let drawnAt = Date.now();
  let open = true;
  const draw = (data: MimeBundle, update: boolean): void =>
    send?.({ data, metadata: {}, transient: { display_id } }, update);
  const sketch = (): MimeBundle => ({ "image/svg+xml": drawingToSvg(latest), "text/plain": figureText(latest) });
  checkFigure(figure);
  if (send !== null) draw(sketch(), false);
  return {
    update: (next) => {
      checkFigure(next);
      latest = next;
      if (!open || send === null || Date.now() - drawnAt < pause) return;
      drawnAt = Date.now();
      draw(sketch(), true);
    },
    done: () => {
      if (!open) return;
      open = false;
      if (send === null) process.stdout.write(`${figureText(latest)}\n`);
      else draw(figureBundle(latest), true);
    },
  };
}
