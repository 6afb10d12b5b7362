// Corrections that spread smoothly: L·u = b in a domain of pixels and u = 0 around it, with L the Laplacian of the pixel grid
// as in src/classical/stencil.ts, solved by the solvers of the harmonic fill and added to the values.
import { factoredRegion, type FactoredRegion } from "../classical/factoredRegion";
import { Multigrid } from "../classical/multigrid";
import { connectedRegions, type Region } from "../classical/regions";
import { shapeOf } from "../classical/regionShape";
import { conjugateGradients } from "../classical/sparse/conjugateGradients";
import { lanes, solveFactored } from "../classical/sparse/triangularSolve";
import { laplaceStencil } from "../classical/stencil";
import { inUnitRange, type FilledCanvas } from "./editHoles";

/** Largest estimated error of a correction where it is iterated. */
const tolerance = 1e-7;

/**
 * Adds u to the canvas, cut off at 0 and 1. `fixed` has a 0 for each pixel of the domain, which must not be the whole image,
 * and a 1 for the others; `source` holds b, one number per channel, of the pixels where it is not 0.
 */
export function addCorrection(
  canvas: FilledCanvas,
  fixed: Uint8Array,
  source: ReadonlyMap<number, Float64Array>,
): void {
  const { height, width } = canvas;
  const holePixels = fixed.reduce((sum, value) => sum + 1 - value, 0);
  for (const region of connectedRegions({ known: fixed, height, width, holePixels }, laplaceStencil.steps)) {
    const solver = factoredRegion(region, canvas, laplaceStencil);
    if (solver === undefined) addIterated(canvas, region, source);
    else addFactored(canvas, region, solver, source);
  }
}

function addFactored(
  { values, width, channels }: FilledCanvas,
  { top, left }: Region,
  { rows, columns, factor }: FactoredRegion,
  source: ReadonlyMap<number, Float64Array>,
): void {
  const corner = top * width + left;
  const x = new Float64Array(lanes * rows.length);
  for (let channel = 0; channel < channels; channel += lanes) {
    const together = Math.min(lanes, channels - channel);
    x.fill(0);
    for (let i = 0; i < rows.length; i++) {
      const b = source.get(corner + rows[i] * width + columns[i]);
      if (b !== undefined) x.set(b.subarray(channel, channel + together), lanes * i);
    }
    solveFactored(factor, x);
    for (let i = 0; i < rows.length; i++) {
      const to = (corner + rows[i] * width + columns[i]) * channels + channel;
      for (let c = 0; c < together; c++) values[to + c] = inUnitRange(values[to + c] + x[lanes * i + c]);
    }
  }
}

function addIterated(
  { values, height, width, channels }: FilledCanvas,
  region: Region,
  source: ReadonlyMap<number, Float64Array>,
): void {
  const { pixels } = region;
  const multigrid = new Multigrid(shapeOf(region, height, width), laplaceStencil);
  const { unknowns, size } = multigrid.grid;
  const x = new Float64Array(size);
  for (let c = 0; c < channels; c++) {
    x.fill(0);
    for (let u = 0; u < unknowns.length; u++) x[unknowns[u]] = source.get(pixels[u])?.[c] ?? 0;
    conjugateGradients(multigrid, x, { tolerance });
    for (let u = 0; u < unknowns.length; u++) {
      const to = pixels[u] * channels + c;
      values[to] = inUnitRange(values[to] + x[unknowns[u]]);
    }
  }
}
