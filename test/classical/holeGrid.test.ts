import assert from "node:assert/strict";
import { test } from "node:test";
import { coarseCells, coarserGrid, holeGrid, type HoleGrid } from "../../src/classical/holeGrid";

/** The grid of the places where `drawn` has a star; the drawing is the whole image. */
function gridOf(...drawn: string[]): HoleGrid {
  const places = drawn.flatMap((line, row) =>
    [...line].flatMap((sign, column) => (sign === "*" ? [[row, column]] : [])),
  );
  return holeGrid({
    rows: Int32Array.from(places, ([row]) => row),
    columns: Int32Array.from(places, ([, column]) => column),
    extent: { firstRow: 0, lastRow: drawn.length - 1, firstColumn: 0, lastColumn: drawn[0].length - 1 },
  });
}

function placesOf({ rows, columns }: HoleGrid, cells: ArrayLike<number>): [number, number][] {
  return Array.from(cells, (cell) => [rows[cell], columns[cell]]);
}

test("all cells within two steps of an unknown are listed, and found from it", () => {
  const grid = gridOf("......", "......", "..*...", "......", "......");
  const [cell] = grid.unknowns;
  assert.equal(grid.size, 3 + 13 + 1);
  assert.deepEqual(placesOf(grid, [cell, cell - 2, cell + 2, grid.above[cell] - 1, grid.below[grid.below[cell]]]), [
    [2, 2],
    [2, 0],
    [2, 4],
    [1, 1],
    [4, 2],
  ]);
});

test("cells at the image's border have fewer neighbours, cells outside none", () => {
  const { unknowns, neighbours, above } = gridOf("**", "..");
  const [left] = unknowns;
  assert.deepEqual([neighbours[left], neighbours[left - 1], neighbours[above[left]]], [2, 0, 0]);
});

test("a coarse cell is unknown where all nine around it are, or lie outside the image", () => {
  const inside = coarserGrid(gridOf(".......", ".*****.", ".*****.", ".****..", "......."));
  assert.deepEqual(placesOf(inside as HoleGrid, (inside as HoleGrid).unknowns), [[1, 1]]);
  const corner = coarserGrid(gridOf("**.", "**.", "..."));
  assert.deepEqual(placesOf(corner as HoleGrid, (corner as HoleGrid).unknowns), [[0, 0]]);
  assert.equal(coarserGrid(gridOf("...", ".*.", "...")), undefined);
});

test("grids become smaller until none is left, and one that does not become smaller is the last", () => {
  let grid: HoleGrid | undefined = gridOf(...Array.from({ length: 40 }, () => `${"*".repeat(39)}.`));
  for (let last = Infinity; grid !== undefined; grid = coarserGrid(grid)) {
    assert.ok(grid.unknowns.length < last);
    last = grid.unknowns.length;
  }
});

test("what is constant is interpolated as it is, up to the image's border and beyond the last coarse cell", () => {
  for (const width of [4, 5]) {
    const fine = gridOf(...Array.from({ length: width }, () => "*".repeat(width)));
    const coarse = coarserGrid(fine) as HoleGrid;
    const ones = new Float64Array(coarse.size);
    coarse.unknowns.forEach((cell) => (ones[cell] = 1));
    const { cell, below, right } = coarseCells(fine, coarse);
    const sums = Array.from(cell, (near, u) =>
      [near, near + right[u], below[u], below[u] + right[u]].reduce((sum, k) => sum + ones[k], 0),
    );
    assert.deepEqual(new Set(sums), new Set([4]));
  }
});

test("the list grows with the hole and not with the picture around it", () => {
  const size = 3000;
  const diagonal = Int32Array.from({ length: size }, (_, i) => i);
  const far = { firstRow: -2, lastRow: size + 1, firstColumn: -2, lastColumn: size + 1 };
  assert.ok(holeGrid({ rows: diagonal, columns: diagonal, extent: far }).size < 13 * size + 5);
});
