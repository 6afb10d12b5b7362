import assert from "node:assert/strict";
import { test } from "node:test";
import { capitalHeight, letterAdvance, letterCells, letterHeight } from "../../src/masks/pixelFont";

const capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const letters = capitals + capitals.toLowerCase();

test("every letter has a picture of its own inside its cells, capitals from the top to the base line", () => {
  const pictures = Array.from(letters, (letter) => {
    const cells = letterCells(letter);
    for (const { row, column } of cells)
      assert.ok(row >= 0 && row < letterHeight && column >= 0 && column < letterAdvance - 1, letter);
    return JSON.stringify(cells);
  });
  assert.equal(new Set(pictures).size, 52);
  for (const letter of capitals) {
    const rows = letterCells(letter).map(({ row }) => row);
    assert.deepEqual([Math.min(...rows), Math.max(...rows)], [0, capitalHeight - 1], letter);
  }
});

test("letters with a descender reach below the base line, no others do", () => {
  const below = Array.from(letters).filter((letter) => letterCells(letter).some(({ row }) => row >= capitalHeight));
  assert.equal(below.join(""), "gjpqy");
});

test("an L is a stroke down and one to the right", () => {
  const down = Array.from({ length: 6 }, (_, row) => ({ row, column: 0 }));
  const right = Array.from({ length: 5 }, (_, column) => ({ row: 6, column }));
  assert.deepEqual(letterCells("L"), [...down, ...right]);
});

test("other characters are empty", () => {
  for (const other of [" ", "1", "ß", "", "toString"]) assert.deepEqual(letterCells(other), []);
});
