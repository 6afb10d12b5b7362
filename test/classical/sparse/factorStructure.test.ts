import assert from "node:assert/strict";
import { test } from "node:test";
import { factorEntries, findStructure } from "../../../src/classical/sparse/factorStructure";
import { randomStream } from "../../../src/random";
import { randomBlocks, randomMatrix, sparse } from "./matrices";

test("blocks of one unknown: exactly the entries that elimination fills in", () => {
  // 0 couples 1 and 3, so eliminating it couples 1 with 3; 2 stands alone.
  const structure = findStructure(
    sparse([
      [9, 1, 0, 1],
      [1, 9, 0, 0],
      [0, 0, 9, 0],
      [1, 0, 0, 9],
    ]),
    Int32Array.of(0, 1, 2, 3, 4),
  );
  assert.deepEqual(
    structure.below.map((rows) => [...rows]),
    [[1, 3], [3], [], []],
  );
  assert.deepEqual(structure.children, [[], [0], [], [1]]);
  assert.equal(factorEntries(structure), 3 + 2 + 1 + 1);
});

test("every entry that elimination fills in has its place, on random matrices", () => {
  const random = randomStream(1, "structure");
  for (let trial = 0; trial < 50; trial++) {
    const size = random.integer(2, 40);
    const dense = randomMatrix(size, random.uniform() * 0.3, random);
    const filled = dense.map((row) => row.map((value) => value !== 0));
    const { blocks, below } = findStructure(sparse(dense), randomBlocks(size, random));
    for (let k = 0; k < size; k++) {
      const later = filled[k].flatMap((coupled, i) => (coupled && i > k ? [i] : []));
      for (const i of later) for (const j of later) filled[i][j] = true;
    }
    below.forEach((rows, b) => {
      for (let column = blocks[b]; column < blocks[b + 1]; column++) {
        for (let row = blocks[b + 1]; row < size; row++) if (filled[column][row]) assert.ok(rows.includes(row));
      }
    });
  }
});
