import assert from "node:assert/strict";
import { test } from "node:test";
import { regionEquations } from "../../../src/classical/equations";
import { shapeOf } from "../../../src/classical/regionShape";
import { factorEntries, findStructure } from "../../../src/classical/sparse/factorStructure";
import { dissect } from "../../../src/classical/sparse/nestedDissection";
import { laplaceStencil } from "../../../src/classical/stencil";
import { randomStream } from "../../../src/random";

const square = (side: number): Int32Array[] =>
  [0, 1].map((axis) =>
    Int32Array.from({ length: side * side }, (_, p) => (axis === 0 ? Math.floor(p / side) : p % side)),
  );

test("the order is a permutation and the blocks cover it, for pixels of all kinds", () => {
  const random = randomStream(1, "dissection");
  for (let trial = 0; trial < 100; trial++) {
    const height = random.integer(1, 40);
    const width = random.integer(1, 40);
    const share = random.uniform();
    const pixels = Array.from({ length: height * width }, (_, p) => p).filter(() => random.uniform() < share);
    if (pixels.length === 0) pixels.push(0);
    const rows = Int32Array.from(pixels, (p) => Math.floor(p / width));
    const columns = Int32Array.from(pixels, (p) => p % width);
    const { order, blocks } = dissect(rows, columns, 1 + (trial % 2));
    assert.deepEqual(
      [...order].sort((a, b) => a - b),
      pixels.map((_, i) => i),
    );
    assert.equal(blocks[0], 0);
    assert.equal(blocks[blocks.length - 1], pixels.length);
    blocks.forEach((block, b) => assert.ok(b === 0 || block > blocks[b - 1]));
  }
});

test("the last strip of a square is its middle, as wide as the reach", () => {
  for (const reach of [1, 2]) {
    const [rows, columns] = square(21);
    const { order } = dissect(rows, columns, reach);
    const strip = order.slice(-21 * reach);
    assert.equal(new Set(strip.map((pixel) => rows[pixel])).size, reach);
    strip.forEach((pixel) => assert.ok(rows[pixel] >= 9 && rows[pixel] <= 11));
  }
});

test("a square's factor has less than half the entries that it has in the order of the rows", () => {
  const side = 80;
  const [rows, columns] = square(side);
  const pixels = Int32Array.from({ length: side * side }, (_, p) => p);
  const shape = shapeOf({ pixels, top: 0, left: 0, height: side, width: side }, side, side);
  const { matrix, blocks } = regionEquations({ ...shape, rows, columns }, laplaceStencil);
  assert.ok(factorEntries(findStructure(matrix, blocks)) < 0.5 * side ** 3);
});
