import assert from "node:assert/strict";
import { test } from "node:test";
import { Multigrid } from "../../src/classical/multigrid";
import { laplaceStencil, visitEquation } from "../../src/classical/stencil";
import { randomStream } from "../../src/random";
import { randomShape } from "./equationCases";

const random = randomStream(1, "multigrid");

test("a cycle is a symmetric approximate inverse that leaves less than a fifth of the error", () => {
  for (const [height, width, part] of [
    [33, 33, 1],
    [40, 25, 0.6],
    [50, 50, 0.8],
    [1, 60, 0.9],
  ]) {
    const shape = randomShape(height, width, part, random);
    const multigrid = new Multigrid(shape);
    const size = shape.rows.length;
    const noise = (): Float64Array => Float64Array.from({ length: size }, () => random.normal());
    const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i], 0);
    const position = new Map(Array.from({ length: size }, (_, i) => [shape.rows[i] * width + shape.columns[i], i]));
    const laplacian = (x: Float64Array): Float64Array =>
      x.map((_, i) => {
        let sum = 0;
        visitEquation(laplaceStencil, shape.extent, shape.rows[i], shape.columns[i], (row, column, coefficient) => {
          const other = row >= height ? undefined : position.get(row * width + column);
          if (other !== undefined) sum += coefficient * x[other];
        });
        return sum;
      });
    const a = noise();
    const b = noise();
    const inverseA = a.slice();
    const inverseB = b.slice();
    multigrid.apply(inverseA);
    multigrid.apply(inverseB);
    assert.ok(Math.abs(dot(a, inverseB) - dot(b, inverseA)) < 1e-5 * Math.sqrt(dot(a, inverseA) * dot(b, inverseB)));
    const truth = noise();
    const found = laplacian(truth);
    multigrid.apply(found);
    const error = truth.map((value, i) => value - found[i]);
    assert.ok(dot(error, laplacian(error)) < 0.2 ** 2 * dot(truth, laplacian(truth)));
  }
});
