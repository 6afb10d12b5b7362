// The contact sheet of mask families: a row per family, several masks each, with the share of the image that they open.
import { imageBatch, type ImageBatch } from "../images/batch";
import { holeFraction } from "../metrics/holeFraction";
import { imageGrid, type PixelGrid } from "./imageGrid";

export interface MaskSheetRow {
  readonly title: string;
  /** [N,H,W,1] */
  readonly knownMask: ImageBatch;
}

export interface MaskSheetOptions {
  readonly title?: string;
  /** Screen pixels per mask pixel; default 2. */
  readonly scale?: number;
  /** Blocks of so many mask pixels per side become one grey pixel, their mean; what is left over at the border is cut off. Default 1. */
  readonly block?: number;
}

/** White = known, black = hole; beside each row its title and the smallest and largest hole share among the masks shown. */
export function maskSheet(rows: readonly MaskSheetRow[], options: MaskSheetOptions = {}): PixelGrid {
  const { title = "Mask families: white is known, black is the hole", scale = 2, block = 1 } = options;
  return imageGrid({
    title,
    scale,
    alt: `Masks of ${rows.length} families, one row each: ${rows.map((row) => row.title).join("; ")}.`,
    rows: rows.map((row) => ({
      label: `${row.title}\n${sharesOf(row.knownMask)}`,
      images: blockMeans(row.knownMask, block),
    })),
  });
}

/** "6 % hole", or "9–41 % hole" where the masks differ. */
function sharesOf(knownMask: ImageBatch): string {
  const shares = holeFraction(knownMask);
  const percent = (share: number): string => (100 * share).toFixed(share > 0 && share < 0.01 ? 1 : 0);
  const low = percent(Math.min(...shares));
  const high = percent(Math.max(...shares));
  return `${low === high ? low : `${low}–${high}`} % hole`;
}

/** The means of blocks of block × block pixels, float32; the masks themselves where a block is one pixel. */
function blockMeans(knownMask: ImageBatch, block: number): ImageBatch {
  if (block === 1) return knownMask;
  const [count, height, width] = knownMask.shape;
  const rows = Math.floor(height / block);
  const columns = Math.floor(width / block);
  const data = new Float32Array(count * rows * columns);
  for (let at = 0; at < knownMask.data.length; at++) {
    const x = Math.floor((at % width) / block);
    const y = Math.floor((Math.floor(at / width) % height) / block);
    if (x >= columns || y >= rows) continue;
    data[(Math.floor(at / (width * height)) * rows + y) * columns + x] += knownMask.data[at] / block ** 2;
  }
  return imageBatch(data, [count, rows, columns, 1]);
}
