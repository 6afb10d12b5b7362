import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBatch } from "../../src/images/batch";
import { holeFraction } from "../../src/metrics/holeFraction";

test("the share of hole pixels of each mask", () => {
  const known = [1, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 0];
  for (const data of [Uint8Array.from(known), Float32Array.from(known)]) {
    assert.deepEqual(holeFraction(imageBatch(data, [3, 2, 2, 1])), Float64Array.of(0, 0.25, 1));
  }
});
