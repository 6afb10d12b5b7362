// The equations of a region, in the order in which its pixels are eliminated: a symmetric matrix among them, and what the known
// pixels around them contribute to the right-hand side.
import type { SymmetricMatrix } from "./sparse/factorStructure";
import { dissect } from "./sparse/nestedDissection";
import type { RegionShape } from "./regionShape";
import { visitEquation, type Stencil } from "./stencil";

export interface RegionEquations {
  readonly matrix: SymmetricMatrix;
  /** First unknown of each block that is eliminated together, and at the end the number of unknowns. */
  readonly blocks: Int32Array;
  /** Row and column of each unknown inside the region's box. */
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  readonly known: KnownPixels;
}

/** The known pixels of each unknown's equation: those from start[i] up to start[i + 1]. */
export interface KnownPixels {
  readonly start: readonly number[];
  /** Row and column relative to the region's box; outside it they are negative or beyond its size. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** What a pixel's value is multiplied by on the right-hand side. */
  readonly weights: readonly number[];
}

/** Writes down the equations of all hole pixels of a shape. */
export function regionEquations(shape: RegionShape, stencil: Stencil): RegionEquations {
  const { order, blocks } = dissect(shape.rows, shape.columns, stencil.reach);
  const size = order.length;
  const rows = order.map((pixel) => shape.rows[pixel]);
  const columns = order.map((pixel) => shape.columns[pixel]);
  const unknownAt = unknownsInBox({ ...shape, rows, columns }, stencil.reach);
  const start = [0];
  const row: number[] = [];
  const value: number[] = [];
  const known = { start: [0], rows: [] as number[], columns: [] as number[], weights: [] as number[] };
  let i = 0;
  const addTerm = (y: number, x: number, coefficient: number): void => {
    const unknown = unknownAt(y, x);
    if (unknown >= i) {
      row.push(unknown);
      value.push(coefficient);
    } else if (unknown < 0) {
      known.rows.push(y);
      known.columns.push(x);
      known.weights.push(-coefficient);
    }
  };
  for (; i < size; i++) {
    visitEquation(stencil, shape.extent, rows[i], columns[i], addTerm);
    start.push(row.length);
    known.start.push(known.rows.length);
  }
  return { matrix: { size, start, row, value }, blocks, rows, columns, known };
}

/** Which unknown lies at a row and column of a shape's box, or within `reach` of it; −1 where none does. */
export function unknownsInBox(
  { height, width, rows, columns }: RegionShape,
  reach: number,
): (row: number, column: number) => number {
  const stride = width + 2 * reach;
  const cells = new Int32Array(stride * (height + 2 * reach));
  for (let i = 0; i < rows.length; i++) cells[(rows[i] + reach) * stride + columns[i] + reach] = i + 1;
  return (row, column) => cells[(row + reach) * stride + column + reach] - 1;
}
