// Exemplar-based filling of scattered holes, which leave no whole patch to copy: rows, grids, independent pixels, tiny images.
// Each hole pixel takes the value of the known pixel whose surroundings look most alike, 3×3 pixels compared in the harmonic
// fill, which stands in for what is unknown on both sides. Our own rule: the paper assumes holes with whole patches around
// them.
import type { Canvas } from "./fillEach";
import { findAlike, valueDistance, type Field } from "./findAlike";
import { fillRegions } from "./fillRegions";
import { laplaceStencil } from "./stencil";

/** Sets every hole pixel to the value of some known pixel, at most `searchRadius` rows and columns away where there is one. */
export function copyAlike(canvas: Canvas, searchRadius: number): void {
  const { known, width } = canvas;
  const field = harmonicField(canvas);
  const around = [-1, 0, 1];
  const offsets = Int32Array.from(
    around.flatMap((rows) => around.map((columns) => valueDistance(field, rows, columns))),
  );
  const allowed = (row: number, column: number): boolean => known[row * width + column] === 1;
  for (let p = 0; p < known.length; p++) {
    if (known[p] === 1) continue;
    copyPixel(canvas, findAlike(field, p, { offsets, radius: searchRadius, allowed }), p);
    canvas.settled?.(1);
  }
}

/** Copies one pixel's values to another pixel. */
export function copyPixel({ values, channels }: Canvas, from: number, to: number): void {
  for (let c = 0; c < channels; c++) values[to * channels + c] = values[from * channels + c];
}

/** The image with harmonically filled holes; its outermost pixels are repeated once beyond the border. */
function harmonicField(canvas: Canvas): Field {
  const { height, width, channels } = canvas;
  const data = canvas.values.slice();
  fillRegions({ ...canvas, values: data, settled: undefined }, laplaceStencil);
  const padded = new Float32Array((height + 2) * (width + 2) * channels);
  const line = width * channels;
  for (let row = -1; row <= height; row++) {
    const from = Math.min(height - 1, Math.max(0, row)) * line;
    const to = (row + 1) * (line + 2 * channels);
    padded.set(data.subarray(from, from + channels), to);
    padded.set(data.subarray(from, from + line), to + channels);
    padded.set(data.subarray(from + line - channels, from + line), to + channels + line);
  }
  return { height, width, channels, margin: 1, values: padded };
}
