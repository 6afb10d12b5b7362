import assert from "node:assert/strict";
import { test } from "node:test";
import { cellAt, coarsen, finestLevel, type GridLevel } from "../../src/classical/gridLevel";
import { randomStream } from "../../src/random";
import { randomShape } from "./equationCases";

/** A level's matrix, written out over the cells of its grid. */
function dense(level: GridLevel): number[][] {
  const { height, width, stride, diagonal, links } = level;
  const cells = height * width;
  const matrix = Array.from({ length: cells }, () => new Array<number>(cells).fill(0));
  for (let p = 0; p < cells; p++) {
    const i = cellAt(level, Math.floor(p / width), p % width);
    const couple = (dy: number, dx: number, value: number): void => {
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
const share = (fine: number, coarse: number): number =>
  fine === 2 * coarse ? 1 : Math.abs(fine - 2 * coarse) === 1 ? 0.5 : 0;

const random = randomStream(1, "levels");

test("a coarse matrix is the Galerkin product with bilinear interpolation, on the first and on the second coarse grid", () => {
  for (const [height, width] of [
    [1, 4],
    [5, 1],
    [6, 7],
    [9, 8],
  ]) {
    let fine = finestLevel(randomShape(height, width, 0.7, random));
    for (let step = 0; step < 2; step++) {
      const coarse = coarsen(fine);
      const a = dense(fine);
      const cells = coarse.height * coarse.width;
      const p = Array.from({ length: fine.height * fine.width }, (_, i) =>
        Array.from({ length: cells }, (_, k) => {
          const y = Math.floor(i / fine.width);
          const x = i % fine.width;
          return a[i][i] === 0 ? 0 : share(y, Math.floor(k / coarse.width)) * share(x, k % coarse.width);
        }),
      );
      dense(coarse).forEach((row, k) =>
        row.forEach((value, l) => {
          const timesColumn = (line: readonly number[]): number =>
            line.reduce((sum, entry, j) => sum + entry * p[j][l], 0);
          const wanted = a.reduce((sum, line, i) => sum + p[i][k] * timesColumn(line), 0);
          assert.ok(Math.abs(value - wanted) < 1e-5);
        }),
      );
      fine = coarse;
    }
  }
});
