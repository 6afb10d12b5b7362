// The grids of a multigrid cycle: the Laplacian among a hole's pixels, and the same matrix on grids of half the resolution. A
// coarse matrix is the Galerkin product Pᵀ·A·P, where P is bilinear interpolation from every second row and column (Briggs,
// Henson and McCormick, A Multigrid Tutorial, 2000, chapter 10), so that the hole may have any shape.
import type { RegionShape } from "./regionShape";
import { countNeighbours } from "./stencil";

/** A grid with one cell of padding on every side. Outside the hole the diagonal is 0, and x stays 0. */
export interface GridLevel {
  readonly height: number;
  readonly width: number;
  /** Cells from one row to the next. */
  readonly stride: number;
  readonly diagonal: Float32Array;
  /** What couples a cell to half of its neighbours, the rest by symmetry. Undefined on the finest grid: −1 right and below. */
  readonly links: Links | undefined;
  readonly x: Float32Array;
  readonly b: Float32Array;
}

export interface Links {
  readonly right: Float32Array;
  readonly belowLeft: Float32Array;
  readonly below: Float32Array;
  readonly belowRight: Float32Array;
}

/** The grid cell of row y and column x. */
export function cellAt({ stride }: GridLevel, y: number, x: number): number {
  return (y + 1) * stride + x + 1;
}

/** The Laplacian of a region's pixels on the grid of its box. */
export function finestLevel({ height, width, rows, columns, extent }: RegionShape): GridLevel {
  const level = emptyLevel(height, width, false);
  for (let i = 0; i < rows.length; i++) {
    level.diagonal[cellAt(level, rows[i], columns[i])] = countNeighbours(rows[i], columns[i], extent);
  }
  return level;
}

function emptyLevel(height: number, width: number, linked: boolean): GridLevel {
  const stride = width + 2;
  const cells = (): Float32Array => new Float32Array(stride * (height + 2));
  const links = linked ? { right: cells(), belowLeft: cells(), below: cells(), belowRight: cells() } : undefined;
  return { height, width, stride, diagonal: cells(), links, x: cells(), b: cells() };
}

/** The matrix of a grid on every second row and column. */
export function coarsen(fine: GridLevel): GridLevel {
  const coarse = emptyLevel((fine.height >> 1) + 1, (fine.width >> 1) + 1, true);
  const { diagonal, links, stride } = fine;
  for (let y = 0; y < fine.height; y++) {
    for (let x = 0; x < fine.width; x++) {
      const i = cellAt(fine, y, x);
      if (diagonal[i] === 0) continue;
      addProduct(coarse, y, x, y, x, diagonal[i]);
      if (links === undefined) {
        if (diagonal[i + 1] !== 0) addProduct(coarse, y, x, y, x + 1, -2);
        if (diagonal[i + stride] !== 0) addProduct(coarse, y, x, y + 1, x, -2);
      } else {
        if (links.right[i] !== 0) addProduct(coarse, y, x, y, x + 1, 2 * links.right[i]);
        if (links.belowLeft[i] !== 0) addProduct(coarse, y, x, y + 1, x - 1, 2 * links.belowLeft[i]);
        if (links.below[i] !== 0) addProduct(coarse, y, x, y + 1, x, 2 * links.below[i]);
        if (links.belowRight[i] !== 0) addProduct(coarse, y, x, y + 1, x + 1, 2 * links.belowRight[i]);
      }
    }
  }
  return coarse;
}

/** Adds value·(interpolation of one fine cell)·(interpolation of another): a coordinate is interpolated from ⌊x/2⌋ and ⌈x/2⌉. */
function addProduct(coarse: GridLevel, y1: number, x1: number, y2: number, x2: number, value: number): void {
  const { diagonal, stride } = coarse;
  const { right, belowLeft, below, belowRight } = coarse.links as Links;
  const share = value / ((1 + (y1 & 1)) * (1 + (x1 & 1)) * (1 + (y2 & 1)) * (1 + (x2 & 1)));
  for (let Y1 = y1 >> 1; Y1 <= (y1 + 1) >> 1; Y1++)
    for (let X1 = x1 >> 1; X1 <= (x1 + 1) >> 1; X1++) {
      for (let Y2 = y2 >> 1; Y2 <= (y2 + 1) >> 1; Y2++)
        for (let X2 = x2 >> 1; X2 <= (x2 + 1) >> 1; X2++) {
          const first = cellAt(coarse, Y1, X1);
          const second = cellAt(coarse, Y2, X2);
          const apart = Math.abs(second - first);
          if (apart === 0) {
            diagonal[first] += share;
            continue;
          }
          const side = apart === 1 ? right : apart === stride - 1 ? belowLeft : apart === stride ? below : belowRight;
          side[Math.min(first, second)] += share / 2;
        }
    }
}
