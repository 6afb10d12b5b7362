// Fills a region that is too large to factor: conjugate gradients, channel by channel, without storing a matrix. The
// preconditioner is a multigrid cycle for the Laplacian; for the biharmonic equations, whose matrix is nearly the Laplacian's
// square, two cycles in a row. That takes 6 or so iterations whatever the size, and 20 to 100 that grow with the hole's depth.
import { conjugateGradients } from "./sparse/conjugateGradients";
import { unknownsInBox } from "./equations";
import type { Canvas } from "./fillEach";
import { Multigrid } from "./multigrid";
import type { Region } from "./regions";
import { shapeOf } from "./regionShape";
import { visitEquation, type Stencil } from "./stencil";

/** Largest estimated error that is accepted, as a share of white: about what a float32 value near 1 can hold. */
const tolerance = 1e-7;

/** Sets the region's pixels on the canvas. */
export function fillRegionIteratively(
  { values, height, width, channels, peak }: Canvas,
  region: Region,
  stencil: Stencil,
): void {
  const { pixels, top, left } = region;
  const shape = shapeOf(region, height, width);
  const { rows, columns, extent } = shape;
  const unknownAt = unknownsInBox(shape, stencil.reach);
  const multigrid = new Multigrid(shape);
  const system = {
    multiply: (x: Float64Array, product: Float64Array): void => {
      let sum = 0;
      const add = (row: number, column: number, coefficient: number): void => {
        const unknown = unknownAt(row, column);
        if (unknown >= 0) sum += coefficient * x[unknown];
      };
      for (let i = 0; i < x.length; i++) {
        sum = 0;
        visitEquation(stencil, extent, rows[i], columns[i], add);
        product[i] = sum;
      }
    },
    precondition: (x: Float64Array): void => {
      for (let cycle = 0; cycle < stencil.reach; cycle++) multigrid.apply(x);
    },
  };
  const x = new Float64Array(pixels.length);
  for (let c = 0; c < channels; c++) {
    let i = 0;
    const subtractKnown = (row: number, column: number, coefficient: number): void => {
      if (unknownAt(row, column) < 0)
        x[i] -= coefficient * values[((top + row) * width + left + column) * channels + c];
    };
    x.fill(0);
    for (; i < x.length; i++) visitEquation(stencil, extent, rows[i], columns[i], subtractKnown);
    conjugateGradients(system, x, { tolerance: tolerance * peak });
    for (let k = 0; k < x.length; k++) values[pixels[k] * channels + c] = x[k];
  }
}
