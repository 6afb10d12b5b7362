import assert from "node:assert/strict";
import { test } from "node:test";
import { factorise } from "../../../src/classical/sparse/cholesky";
import { findStructure } from "../../../src/classical/sparse/factorStructure";
import { lanes, solveFactored } from "../../../src/classical/sparse/triangularSolve";
import { randomStream } from "../../../src/random";
import { largestDifference } from "../equationCases";
import { randomBlocks, randomMatrix, sparse } from "./matrices";

test("the solutions of four right-hand sides, multiplied by the matrix, give them back", () => {
  const random = randomStream(1, "solve");
  for (let trial = 0; trial < 50; trial++) {
    const size = random.integer(1, 60);
    const dense = randomMatrix(size, random.uniform() * 0.3, random);
    const matrix = sparse(dense);
    const right = Float64Array.from({ length: lanes * size }, () => random.normal());
    const x = right.slice();
    solveFactored(factorise(matrix, findStructure(matrix, randomBlocks(size, random))), x);
    const product = right.map((_, k) => {
      return dense[Math.floor(k / lanes)].reduce((sum, value, j) => sum + value * x[j * lanes + (k % lanes)], 0);
    });
    assert.ok(largestDifference(product, right) < 1e-12);
  }
});
