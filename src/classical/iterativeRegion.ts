// Fills a region that is too large to factor: conjugate gradients, channel by channel, without storing a matrix, with a
// multigrid cycle as preconditioner. A dozen or two iterations, whatever the size.
import { conjugateGradients } from "./sparse/conjugateGradients";
import type { Canvas } from "./fillEach";
import { Multigrid } from "./multigrid";
import type { Region } from "./regions";
import { shapeOf } from "./regionShape";
import { visitEquation, type Stencil } from "./stencil";

/**
 * Largest estimated error that is accepted, in the canvas's units: for uint8 a hundredth of a level, for float32 about what a
 * value near 1 can hold.
 */
const tolerances = { 255: 0.01, 1: 1e-7 } as const;

/** Sets the region's pixels on the canvas. */
export function fillRegionIteratively(
  { values, known, height, width, channels, peak, settled }: Canvas,
  region: Region,
  stencil: Stencil,
): void {
  const { pixels, top, left } = region;
  const shape = shapeOf(region, height, width);
  const multigrid = new Multigrid(shape, stencil);
  const { unknowns, size } = multigrid.grid;
  const x = new Float64Array(size);
  const tolerance = tolerances[peak];
  let first = 0;
  let told = 0;
  const tellShare = (error: number): void => {
    if (told === 0) first = Math.max(error, 2 * tolerance);
    const share = Math.min(1, Math.max(told, Math.log(first / error) / Math.log(first / tolerance)));
    settled?.(((share - told) * pixels.length) / channels);
    told = share;
  };
  for (let c = 0; c < channels; c++) {
    let sum = 0;
    const subtractKnown = (row: number, column: number, coefficient: number): void => {
      const pixel = (top + row) * width + left + column;
      if (known[pixel] === 1) sum -= coefficient * values[pixel * channels + c];
    };
    x.fill(0);
    for (let u = 0; u < unknowns.length; u++) {
      sum = 0;
      visitEquation(stencil, shape.extent, shape.rows[u], shape.columns[u], subtractKnown);
      x[unknowns[u]] = sum;
    }
    conjugateGradients(multigrid, x, { tolerance, onError: tellShare });
    told = 0;
    for (let u = 0; u < unknowns.length; u++) values[pixels[u] * channels + c] = x[unknowns[u]];
  }
}
