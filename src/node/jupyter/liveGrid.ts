// A grid of pictures that changes in place while a cell runs: the counterpart of livePlot for pictures.
import { randomUUID } from "node:crypto";
import { gridText, type PixelGrid } from "../../figures/imageGrid";
import { gridToSvg, svgToPng } from "../figures/encode";
import { notebookSender } from "./kernel";

/** Draws over the last grid in the cell that made it; in plain Node the first words of each grid are printed. */
export type LiveGrid = (grid: PixelGrid) => void;

/** The first call of what it returns makes the output, later calls replace it; at most `width` CSS pixels wide (default 900). */
export function liveGrid(options: { readonly width?: number } = {}): LiveGrid {
  // Bound to the cell that made it: an update that comes late must not land under another cell.
  const send = notebookSender();
  const display_id = randomUUID();
  let drawn = false;
  return (grid) => {
    if (send === null) {
      process.stdout.write(`${gridText(grid)}\n`);
      return;
    }
    const width = Math.min(grid.raster.width, options.width ?? 900);
    const height = Math.round((grid.raster.height * width) / grid.raster.width);
    const data = { "image/png": svgToPng(gridToSvg(grid)).toString("base64"), "text/plain": gridText(grid) };
    send({ data, metadata: { "image/png": { width, height } }, transient: { display_id } }, drawn);
    drawn = true;
  };
}
