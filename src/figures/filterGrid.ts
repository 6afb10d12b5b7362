// Filters as colour tiles, numbered in reading order: grey is weight 0 (models/firstLayerFilters.ts).
import { range, takeImages, type ImageBatch } from "../images/batch";
import { imageGrid, type PixelGrid } from "./imageGrid";

export interface FilterGridOptions {
  /** Tiles per row; default 8. */
  readonly perRow?: number;
  /** Screen pixels per weight; default 16. */
  readonly scale?: number;
  readonly title?: string;
  readonly synthetic?: boolean;
}

/** Filters [N,h,w,3] in [0,1]. Throws where there is none. */
export function filterGrid(filters: ImageBatch, options: FilterGridOptions = {}): PixelGrid {
  const { perRow = 8, scale = 16, synthetic } = options;
  const [count, height, width] = filters.shape;
  const rows = Array.from(range(Math.ceil(count / perRow)), (row) => {
    const some = range(Math.min(perRow, count - row * perRow), row * perRow);
    return { label: "", images: takeImages(filters, some), captions: Array.from(some, String) };
  });
  return imageGrid({
    title: options.title ?? `The ${count} filters of the first layer`,
    scale,
    synthetic,
    rows,
    alt:
      `${count} filters of ${height}×${width} pixels, numbered from 0, as colours: grey is weight 0, brighter adds, darker ` +
      `subtracts, and each filter's largest weight is as bright or as dark as can be.`,
  });
}
