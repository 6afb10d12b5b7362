// The sheet of --compare: the picture, its hole painted black, and every method's fill, each with its name and time. Large
// pictures are shown smaller (averaged), small ones enlarged pixel by pixel. The methods fill the picture at its own size.
import { imageGrid, type ImageRow, type PixelGrid } from "../../figures/imageGrid";
import { imageBatch, type ImageBatch } from "../../images/batch";
import { drawingToPng } from "../figures/encode";
import type { OutputFormat } from "./writePicture";

export interface SheetCell {
  readonly label: string;
  /** uint8 [1,H,W,3]. */
  readonly picture: ImageBatch;
}

/** Pixels of the longer side of a cell, about. */
const cellSide = 360;
const columns = 3;

/** The sheet as the bytes of a file of this format. */
export async function drawSheet(title: string, cells: readonly SheetCell[], format: OutputFormat): Promise<Buffer> {
  const png = drawingToPng(sheetGrid(title, await Promise.all(cells.map(shrink))));
  if (format === "png") return png;
  const { default: sharp } = await import("sharp");
  return sharp(png).toFormat(format, { quality: 95 }).toBuffer();
}

/** The sheet as pixels and texts. */
function sheetGrid(title: string, cells: readonly SheetCell[]): PixelGrid {
  const [, height, width] = cells[0].picture.shape;
  const scale = Math.max(1, Math.min(16, Math.floor(cellSide / Math.max(height, width))));
  const rows: ImageRow[] = [];
  for (let first = 0; first < cells.length; first += columns) {
    const shown = cells.slice(first, first + columns);
    const data = new Uint8Array(shown.length * height * width * 3);
    shown.forEach(({ picture }, i) => data.set(picture.data, i * height * width * 3));
    rows.push({
      label: "",
      images: imageBatch(data, [shown.length, height, width, 3]),
      captions: shown.map(({ label }) => label),
    });
  }
  return imageGrid({ rows, scale, title, gap: 12, alt: `${title}: ${cells.map(({ label }) => label).join("; ")}.` });
}

async function shrink({ label, picture }: SheetCell): Promise<SheetCell> {
  const [, height, width] = picture.shape;
  const longer = Math.max(height, width);
  if (longer <= cellSide) return { label, picture };
  const { default: sharp } = await import("sharp");
  const part = cellSide / longer;
  const size = {
    width: Math.max(1, Math.round(width * part)),
    height: Math.max(1, Math.round(height * part)),
    fit: "fill" as const,
  };
  const small = await sharp(picture.data as Uint8Array, { raw: { width, height, channels: 3 } })
    .resize(size)
    .raw()
    .toBuffer();
  return { label, picture: imageBatch(new Uint8Array(small), [1, size.height, size.width, 3]) };
}
