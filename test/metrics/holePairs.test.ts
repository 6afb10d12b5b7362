import assert from "node:assert/strict";
import { test } from "node:test";
import { eachHolePair } from "../../src/metrics/holePairs";

test("the right neighbour, then the lower one; not across a row's end and not over the hole's edge", () => {
  const pairs: number[][] = [];
  // Two rows of three pixels; the first and the last are known.
  eachHolePair(Uint8Array.of(1, 0, 0, 0, 0, 1), 3, (pixel, neighbour) => pairs.push([pixel, neighbour]));
  assert.deepEqual(pairs, [
    [1, 2],
    [1, 4],
    [3, 4],
  ]);
  eachHolePair(new Float32Array([0, 1, 0, 1]), 2, (...pair) => pairs.push(pair));
  assert.deepEqual(pairs.slice(3), [[0, 2]]);
});
