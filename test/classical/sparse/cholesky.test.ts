import assert from "node:assert/strict";
import { test } from "node:test";
import { factorise } from "../../../src/classical/sparse/cholesky";
import { findStructure } from "../../../src/classical/sparse/factorStructure";
import { randomStream } from "../../../src/random";
import { largestDifference } from "../equationCases";
import { lowerTriangle, randomBlocks, randomMatrix, sparse, timesTransposed } from "./matrices";

test("L·Lᵀ equals A for 100 random sparse matrices, whatever the blocks", () => {
  const random = randomStream(1, "cholesky");
  for (let trial = 0; trial < 100; trial++) {
    const size = random.integer(1, 60);
    const dense = randomMatrix(size, random.uniform() * 0.3, random);
    const matrix = sparse(dense);
    const lower = lowerTriangle(factorise(matrix, findStructure(matrix, randomBlocks(size, random))));
    assert.ok(largestDifference(timesTransposed(lower, lower).flat(), dense.flat()) < 1e-12);
  }
});

test("a matrix that is not positive definite is refused with the unknown's number", () => {
  const matrix = sparse([
    [4, 0, 0],
    [0, 1, 2],
    [0, 2, 1],
  ]);
  assert.throws(
    () => factorise(matrix, findStructure(matrix, Int32Array.of(0, 1, 3))),
    /^Error: Expected a positive definite matrix, but the pivot of unknown 2 is -3\. Check that the equations are symmetric\.$/,
  );
});
