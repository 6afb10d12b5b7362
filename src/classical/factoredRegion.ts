// Fills a region with the Cholesky factor of its equations. Factors are kept by the region's shape: ten thousand images with one
// mask, or with squares in many places, factor a few times and from then on only substitute.
import { BoundedCache } from "./sparse/boundedCache";
import { factorise, type Factor } from "./sparse/cholesky";
import { regionEquations, type RegionEquations } from "./equations";
import { factorEntries, findStructure } from "./sparse/factorStructure";
import type { Canvas } from "./fillEach";
import type { Region } from "./regions";
import { shapeKey, shapeOf, type RegionShape } from "./regionShape";
import type { Stencil } from "./stencil";
import { lanes, solveFactored } from "./sparse/triangularSolve";

/** All that follows from a region's shape. */
export interface FactoredRegion extends Pick<RegionEquations, "rows" | "columns" | "known"> {
  readonly factor: Factor;
}

/** Most numbers in one factor, 200 MB: a biharmonic square of 410×410 pixels has as many. */
const mostEntries = 25e6;
/** Most pixels of a region that is factored at all: a harmonic square of 630×630 pixels, with nearly as many numbers. */
const mostPixels = 400_000;
/** Most numbers in all factors that are kept, 64 MB; the lists around each are counted as this many more. */
const keptEntries = 8e6;
const listEntries = 1000;

const kept = new BoundedCache<FactoredRegion>(keptEntries);

/** The factor for a region, computed or kept from before; undefined where it would be too large. */
export function factoredRegion(
  region: Region,
  { height, width }: Pick<Canvas, "height" | "width">,
  stencil: Stencil,
): FactoredRegion | undefined {
  if (region.pixels.length > mostPixels) return undefined;
  const key = `${stencil.reach}${shapeKey(region, height, width)}`;
  const found = kept.get(key);
  if (found !== undefined) return found;
  const made = factorRegion(shapeOf(region, height, width), stencil);
  if (made !== undefined) kept.add(key, made, made.factor.values.length + listEntries + key.length / 4);
  return made;
}

/** The factor for a shape, computed; undefined where it would be too large. */
export function factorRegion(shape: RegionShape, stencil: Stencil): FactoredRegion | undefined {
  const { matrix, blocks, rows, columns, known } = regionEquations(shape, stencil);
  const structure = findStructure(matrix, blocks);
  if (factorEntries(structure) > mostEntries) return undefined;
  return { rows, columns, known, factor: factorise(matrix, structure) };
}

/** Sets the region's pixels on the canvas, up to four channels at a time. */
export function fillFactoredRegion(canvas: Canvas, { top, left }: Region, solver: FactoredRegion): void {
  const { values, width, channels } = canvas;
  const { rows, columns, known } = solver;
  const corner = top * width + left;
  const x = new Float64Array(lanes * rows.length);
  for (let channel = 0; channel < channels; channel += lanes) {
    const together = Math.min(lanes, channels - channel);
    if (channel > 0) x.fill(0);
    for (let i = 0, to = 0; i < rows.length; i++, to += lanes) {
      for (let k = known.start[i]; k < known.start[i + 1]; k++) {
        const from = (corner + known.rows[k] * width + known.columns[k]) * channels + channel;
        const weight = known.weights[k];
        for (let c = 0; c < together; c++) x[to + c] += weight * values[from + c];
      }
    }
    solveFactored(solver.factor, x);
    for (let i = 0, from = 0; i < rows.length; i++, from += lanes) {
      const to = (corner + rows[i] * width + columns[i]) * channels + channel;
      for (let c = 0; c < together; c++) values[to + c] = x[from + c];
    }
  }
}
