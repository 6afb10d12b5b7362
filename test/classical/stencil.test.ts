import assert from "node:assert/strict";
import { test } from "node:test";
import { biharmonicStencil, laplaceStencil, visitEquation, type Stencil } from "../../src/classical/stencil";

/** All equations of an image as a dense matrix. */
function matrixOf(stencil: Stencil, height: number, width: number): number[][] {
  const extent = { firstRow: 0, lastRow: height - 1, firstColumn: 0, lastColumn: width - 1 };
  return Array.from({ length: height * width }, (_, p) => {
    const row = new Array<number>(height * width).fill(0);
    visitEquation(stencil, extent, Math.floor(p / width), p % width, (y, x, coefficient) => {
      row[y * width + x] += coefficient;
    });
    return row;
  });
}

test("inside the image the biharmonic stencil is 20, -8, 2, 1", () => {
  const centre = matrixOf(biharmonicStencil, 5, 5)[12];
  assert.deepEqual(centre, [0, 0, 1, 0, 0, 0, 2, -8, 2, 0, 1, -8, 20, -8, 1, 0, 2, -8, 2, 0, 0, 0, 1, 0, 0]);
});

test("harmonic equations: as many neighbours as there are, minus the neighbours", () => {
  assert.deepEqual(matrixOf(laplaceStencil, 2, 3), [
    [2, -1, 0, -1, 0, 0],
    [-1, 3, -1, 0, -1, 0],
    [0, -1, 2, 0, 0, -1],
    [-1, 0, 0, 2, -1, 0],
    [0, -1, 0, -1, 3, -1],
    [0, 0, -1, 0, -1, 2],
  ]);
});

test("at every border and in images narrower than the stencil, biharmonic is the square of the Laplacian", () => {
  for (const [height, width] of [
    [1, 1],
    [1, 2],
    [1, 7],
    [2, 2],
    [6, 1],
    [3, 4],
    [5, 5],
    [7, 3],
  ]) {
    const laplace = matrixOf(laplaceStencil, height, width);
    const squared = laplace.map((row) =>
      row.map((_, j) => row.reduce((sum, value, k) => sum + value * laplace[k][j], 0)),
    );
    assert.deepEqual(matrixOf(biharmonicStencil, height, width), squared);
  }
});
