import assert from "node:assert/strict";
import { test } from "node:test";
import { cellAt, coarsen, finestLevel, type GridLevel } from "../../src/classical/gridLevel";
import { Multigrid } from "../../src/classical/multigrid";
import { shapeOf, type RegionShape } from "../../src/classical/regionShape";
import { laplaceStencil, visitEquation } from "../../src/classical/stencil";
import { randomStream } from "../../src/random";

const random = randomStream(1, "multigrid");

/** A random hole in an image that it may touch, with pixel (0, 0) and the last one in it. */
function randomShape(height: number, width: number, share: number): RegionShape {
  const pixels = Int32Array.from({ length: height * width }, (_, p) => p).filter((p) => p === 0 || p === height * width - 1 || random.uniform() < share);
  return shapeOf({ pixels, top: 0, left: 0, height, width }, height + 3, width);
}

/** A level's matrix, written out over the cells of its grid. */
function dense(level: GridLevel): number[][] {
  const { height, width, stride, diagonal, links } = level, cells = height * width;
  const matrix = Array.from({ length: cells }, () => new Array<number>(cells).fill(0));
  for (let p = 0; p < cells; p++) {
    const y = Math.floor(p / width), x = p % width, i = cellAt(level, y, x), couple = (dy: number, dx: number, value: number): void => {
      if (value !== 0) matrix[p][p + dy * width + dx] = matrix[p + dy * width + dx][p] = value;
    };
    matrix[p][p] = diagonal[i];
    couple(0, 1, links ? links.right[i] : diagonal[i] !== 0 && diagonal[i + 1] !== 0 ? -1 : 0);
    couple(1, 0, links ? links.below[i] : diagonal[i] !== 0 && diagonal[i + stride] !== 0 ? -1 : 0);
    couple(1, -1, links ? links.belowLeft[i] : 0);
    couple(1, 1, links ? links.belowRight[i] : 0);
  }
  return matrix;
}

/** What a fine coordinate takes from a coarse one. */
const share = (fine: number, coarse: number): number => (fine === 2 * coarse ? 1 : Math.abs(fine - 2 * coarse) === 1 ? 0.5 : 0);

test("a coarse matrix is the Galerkin product with bilinear interpolation, on the first and on the second coarse grid", () => {
  for (const [height, width] of [[1, 4], [5, 1], [6, 7], [9, 8]]) {
    let fine = finestLevel(randomShape(height, width, 0.7));
    for (let step = 0; step < 2; step++) {
      const coarse = coarsen(fine), a = dense(fine), cells = coarse.height * coarse.width;
      const p = Array.from({ length: fine.height * fine.width }, (_, i) => Array.from({ length: cells }, (_, k) => {
        const y = Math.floor(i / fine.width), x = i % fine.width;
        return a[i][i] === 0 ? 0 : share(y, Math.floor(k / coarse.width)) * share(x, k % coarse.width);
      }));
      dense(coarse).forEach((row, k) => row.forEach((value, l) => {
        const wanted = a.reduce((sum, line, i) => sum + p[i][k] * line.reduce((inner, entry, j) => inner + entry * p[j][l], 0), 0);
        assert.ok(Math.abs(value - wanted) < 1e-5);
      }));
      fine = coarse;
    }
  }
});

test("a cycle is a symmetric approximate inverse that leaves less than a fifth of the error", () => {
  for (const [height, width, part] of [[33, 33, 1], [40, 25, 0.6], [50, 50, 0.8], [1, 60, 0.9]]) {
    const shape = randomShape(height, width, part), multigrid = new Multigrid(shape), size = shape.rows.length;
    const noise = (): Float64Array => Float64Array.from({ length: size }, () => random.normal());
    const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i], 0);
    const position = new Map(Array.from({ length: size }, (_, i) => [shape.rows[i] * width + shape.columns[i], i]));
    const laplacian = (x: Float64Array): Float64Array => x.map((_, i) => {
      let sum = 0;
      visitEquation(laplaceStencil, shape.extent, shape.rows[i], shape.columns[i], (row, column, coefficient) => {
        const other = row >= height ? undefined : position.get(row * width + column);
        if (other !== undefined) sum += coefficient * x[other];
      });
      return sum;
    });
    const a = noise(), b = noise(), inverseA = a.slice(), inverseB = b.slice();
    multigrid.apply(inverseA);
    multigrid.apply(inverseB);
    assert.ok(Math.abs(dot(a, inverseB) - dot(b, inverseA)) < 1e-5 * Math.sqrt(dot(a, inverseA) * dot(b, inverseB)));
    const truth = noise(), found = laplacian(truth);
    multigrid.apply(found);
    const error = truth.map((value, i) => value - found[i]);
    assert.ok(dot(error, laplacian(error)) < 0.2 ** 2 * dot(truth, laplacian(truth)));
  }
});
