import assert from "node:assert/strict";
import { test } from "node:test";
import { Multigrid } from "../../src/classical/multigrid";
import { biharmonicStencil, laplaceStencil, visitEquation, type Stencil } from "../../src/classical/stencil";
import { randomStream } from "../../src/random";
import type { RegionShape } from "../../src/classical/regionShape";
import { largestDifference, randomShape } from "./equationCases";

const random = randomStream(1, "multigrid");
const shapes = [
  [33, 33, 1],
  [40, 25, 0.6],
  [50, 50, 0.8],
  [1, 60, 0.9],
] as const;

for (const [name, stencil, left] of [
  ["harmonic", laplaceStencil, 0.3],
  ["biharmonic", biharmonicStencil, 0.8],
] as const) {
  for (const [height, width, part] of shapes) {
    test(`${name}, ${height}×${width}, ${part} of it hole: the equations, and a symmetric approximate inverse of them`, () => {
      const shape = randomShape(height, width, part, random);
      const multigrid = new Multigrid(shape, stencil);
      const { unknowns, size } = multigrid.grid;
      const onCells = (values: Float64Array): Float64Array => {
        const x = new Float64Array(size);
        unknowns.forEach((cell, i) => (x[cell] = values[i]));
        return x;
      };
      const onUnknowns = (x: Float64Array): Float64Array => Float64Array.from(unknowns, (cell) => x[cell]);
      const noise = (): Float64Array => onCells(Float64Array.from(unknowns, () => random.normal()));
      const times = (x: Float64Array): Float64Array => {
        const product = new Float64Array(size);
        multigrid.multiply(x, product);
        return product;
      };
      const inverse = (x: Float64Array): Float64Array => {
        const values = x.slice();
        multigrid.precondition(values);
        return values;
      };
      const a = noise();
      const b = noise();
      assert.ok(largestDifference(times(a), onCells(writtenOut(stencil, shape, onUnknowns(a)))) < 1e-10);
      const scale = Math.sqrt(dot(a, inverse(a)) * dot(b, inverse(b)));
      assert.ok(Math.abs(dot(a, inverse(b)) - dot(b, inverse(a))) < 1e-10 * scale);
      const found = inverse(times(a));
      const error = a.map((value, i) => value - found[i]);
      assert.ok(dot(error, times(error)) < left ** 2 * dot(a, times(a)));
    });
  }
}

/** The matrix times x from the equations as they are written down, one value per hole pixel. */
function writtenOut(stencil: Stencil, { rows, columns, extent }: RegionShape, x: Float64Array): Float64Array {
  const numbers = new Map(Array.from(rows, (row, i) => [`${row} ${columns[i]}`, i]));
  return x.map((_, i) => {
    let sum = 0;
    visitEquation(stencil, extent, rows[i], columns[i], (row, column, coefficient) => {
      const other = numbers.get(`${row} ${column}`);
      if (other !== undefined) sum += coefficient * x[other];
    });
    return sum;
  });
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}
