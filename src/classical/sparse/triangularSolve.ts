// Solving L·Lᵀ·x = b with a block factor, for four right-hand sides at once: an image has up to four channels, each entry of L
// is then read once for all of them, and four sums that do not wait for each other are faster than one.
import type { Factor } from "./cholesky";

/** How many right-hand sides are solved together. */
const lanes = 4;

export { lanes };

/** Replaces the right-hand sides in `x`, four numbers per unknown, by the solutions. */
export function solveFactored({ structure: { blocks, below, panels }, values }: Factor, x: Float64Array): void {
  for (let b = 0; b < below.length; b++) {
    const first = blocks[b];
    const width = blocks[b + 1] - first;
    const rows = below[b];
    let row = panels[b];
    for (let i = 0; i < width; i++, row += width) {
      subtractProduct(values, row, i, x, first, first + i);
      divide(x, first + i, values[row + i]);
    }
    for (let i = 0; i < rows.length; i++, row += width) subtractProduct(values, row, width, x, first, rows[i]);
  }
  for (let b = below.length - 1; b >= 0; b--) {
    const first = blocks[b];
    const width = blocks[b + 1] - first;
    const rows = below[b];
    let row = panels[b + 1] - width;
    for (let i = rows.length - 1; i >= 0; i--, row -= width) subtractMultiples(values, row, width, x, first, rows[i]);
    for (let i = width - 1; i >= 0; i--, row -= width) {
      divide(x, first + i, values[row + i]);
      subtractMultiples(values, row, i, x, first, first + i);
    }
  }
}

/** Subtracts from unknown `to` a row of L times the unknowns from `from` on. */
function subtractProduct(
  l: Float64Array,
  row: number,
  length: number,
  x: Float64Array,
  from: number,
  to: number,
): void {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let k = row, q = lanes * from; k < row + length; k++, q += lanes) {
    const entry = l[k];
    a += entry * x[q];
    b += entry * x[q + 1];
    c += entry * x[q + 2];
    d += entry * x[q + 3];
  }
  const q = lanes * to;
  x[q] -= a;
  x[q + 1] -= b;
  x[q + 2] -= c;
  x[q + 3] -= d;
}

/** Subtracts from the unknowns from `to` on a row of L, as a column of Lᵀ, times unknown `from`. */
function subtractMultiples(
  l: Float64Array,
  row: number,
  length: number,
  x: Float64Array,
  to: number,
  from: number,
): void {
  const a = x[lanes * from];
  const b = x[lanes * from + 1];
  const c = x[lanes * from + 2];
  const d = x[lanes * from + 3];
  for (let k = row, q = lanes * to; k < row + length; k++, q += lanes) {
    const entry = l[k];
    x[q] -= entry * a;
    x[q + 1] -= entry * b;
    x[q + 2] -= entry * c;
    x[q + 3] -= entry * d;
  }
}

function divide(x: Float64Array, unknown: number, pivot: number): void {
  for (let q = lanes * unknown; q < lanes * (unknown + 1); q++) x[q] /= pivot;
}
