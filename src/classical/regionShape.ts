// What the equations of a region depend on: which pixels of its box are holes, and which borders of the image lie so near that
// an equation is cut off there. Where in the image the region lies and what the pixels hold does not matter, so regions of the
// same shape share one factorisation.
import type { Region } from "./regions";
import type { Extent } from "./stencil";

export interface RegionShape {
  readonly height: number;
  readonly width: number;
  /** Row and column of each hole pixel inside the box, row by row. */
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  /** The image's borders, counted from the box's corner. Those more than two pixels off, a stencil's reach, count as two off. */
  readonly extent: Extent;
}

/** The shape of a region of an image of imageHeight × imageWidth pixels. */
export function shapeOf(region: Region, imageHeight: number, imageWidth: number): RegionShape {
  const { pixels, top, left, height, width } = region;
  const rows = new Int32Array(pixels.length);
  const columns = new Int32Array(pixels.length);
  for (let i = 0; i < pixels.length; i++) {
    const row = Math.floor(pixels[i] / imageWidth);
    rows[i] = row - top;
    columns[i] = pixels[i] - row * imageWidth - left;
  }
  return { height, width, rows, columns, extent: nearExtent(region, imageHeight, imageWidth) };
}

function nearExtent({ top, left, height, width }: Region, imageHeight: number, imageWidth: number): Extent {
  return {
    firstRow: -Math.min(2, top),
    lastRow: Math.min(height + 2, imageHeight - top) - 1,
    firstColumn: -Math.min(2, left),
    lastColumn: Math.min(width + 2, imageWidth - left) - 1,
  };
}

/** A text that two regions share only if their shapes are equal: size, borders, and the box's pixels sixteen to a character. */
export function shapeKey(region: Region, imageHeight: number, imageWidth: number): string {
  const { pixels, top, left, height, width } = region;
  const { firstRow, lastRow, firstColumn, lastColumn } = nearExtent(region, imageHeight, imageWidth);
  const head = [
    height,
    height >> 16,
    width,
    width >> 16,
    -firstRow,
    lastRow - height,
    -firstColumn,
    lastColumn - width,
  ];
  const words = new Uint16Array(head.length + Math.ceil((height * width) / 16));
  words.set(head);
  for (let i = 0; i < pixels.length; i++) {
    const row = Math.floor(pixels[i] / imageWidth);
    const cell = (row - top) * width + pixels[i] - row * imageWidth - left;
    words[head.length + (cell >> 4)] |= 1 << (cell & 15);
  }
  let key = "";
  for (let i = 0; i < words.length; i += 4096) key += String.fromCharCode(...words.subarray(i, i + 4096));
  return key;
}
