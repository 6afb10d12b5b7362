import assert from "node:assert/strict";
import { test } from "node:test";
import { conjugateGradients } from "../../../src/classical/sparse/conjugateGradients";
import { randomStream } from "../../../src/random";
import { largestDifference } from "../equationCases";
import { randomMatrix } from "./matrices";

const random = randomStream(1, "gradients");
const dense = randomMatrix(40, 0.2, random);
const system = {
  multiply: (x: Float64Array, product: Float64Array): void => {
    product.set(dense.map((row) => row.reduce((sum, value, j) => sum + value * x[j], 0)));
  },
  precondition: (values: Float64Array): void => values.set(values.map((value, i) => value / dense[i][i])),
};
const wanted = Float64Array.from({ length: 40 }, () => random.normal());
const right = new Float64Array(40);
system.multiply(wanted, right);

test("the solution comes back as near as the tolerance says", () => {
  for (const tolerance of [1e-3, 1e-6, 1e-9]) {
    const x = right.slice();
    conjugateGradients(system, x, { tolerance });
    assert.ok(largestDifference(x, wanted) < 10 * tolerance);
  }
});

test("a right-hand side of zeros has the solution zero", () => {
  const x = new Float64Array(40);
  conjugateGradients(system, x, { tolerance: 1e-9 });
  assert.deepEqual(x, new Float64Array(40));
});

test("too few iterations: what was expected, what came and the way out", () => {
  assert.throws(
    () => conjugateGradients(system, right.slice(), { tolerance: 1e-9, iterations: 3 }),
    new RegExp(
      "^Error: Expected an error below 1e-9 after 3 iterations for 40 unknowns, but it is about 0\\.\\d+\\. " +
        "Split the hole into smaller ones, or fill a smaller copy of the image first\\.$",
    ),
  );
});
