// The contact sheet of mask families: a row per family, several masks each, with the share of the image that they open.
import type { ImageBatch } from "../images/batch";
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
}

/** White = known, black = hole; beside each row its title and the smallest and largest hole share among the masks shown. */
export function maskSheet(rows: readonly MaskSheetRow[], options: MaskSheetOptions = {}): PixelGrid {
  const { title = "Mask families: white is known, black is the hole", scale = 2 } = options;
  return imageGrid({
    title,
    scale,
    alt: `Masks of ${rows.length} families, one row each: ${rows.map((row) => row.title).join("; ")}.`,
    rows: rows.map((row) => ({ label: `${row.title}\n${sharesOf(row.knownMask)}`, images: row.knownMask })),
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
