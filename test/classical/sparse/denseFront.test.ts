import assert from "node:assert/strict";
import { test } from "node:test";
import { eliminatePanel, paddedSide, subtractProducts } from "../../../src/classical/sparse/denseFront";
import { randomStream } from "../../../src/random";
import { randomMatrix } from "./matrices";

test("eliminating part of a dense matrix leaves what the textbook's elimination leaves", () => {
  const random = randomStream(1, "front");
  for (const [width, height] of [
    [1, 0],
    [1, 1],
    [3, 2],
    [4, 5],
    [5, 9],
    [7, 12],
    [12, 31],
  ]) {
    const size = width + height;
    const dense = randomMatrix(size, 0.9, random);
    const start = 3;
    const side = paddedSide(height);
    const values = new Float64Array(start + size * width);
    const change = new Float64Array(side * side);
    for (let i = 0; i < size; i++)
      for (let j = 0; j < Math.min(i + 1, width); j++) values[start + i * width + j] = dense[i][j];
    for (let i = 0; i < height; i++) for (let j = 0; j <= i; j++) change[i * side + j] = dense[width + i][width + j];
    const panel = { values, start, width, height };
    eliminatePanel(panel, 0);
    subtractProducts(panel, change);
    for (let k = 0; k < width; k++) {
      const pivot = Math.sqrt(dense[k][k]);
      for (let i = k; i < size; i++) {
        dense[i][k] /= pivot;
        assert.ok(Math.abs(values[start + i * width + k] - dense[i][k]) < 1e-12);
      }
      for (let i = k + 1; i < size; i++) for (let j = k + 1; j <= i; j++) dense[i][j] -= dense[i][k] * dense[j][k];
    }
    for (let i = 0; i < height; i++) {
      for (let j = 0; j <= i; j++) assert.ok(Math.abs(change[i * side + j] - dense[width + i][width + j]) < 1e-12);
    }
    assert.deepEqual([...values.subarray(0, start)], [0, 0, 0]);
  }
});
