import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBatch } from "../../src/images/batch";
import { holeFrequency } from "../../src/metrics/holeFrequency";

test("counts holes pixel by pixel", () => {
  const frequency = holeFrequency(imageBatch(Uint8Array.from([0, 1, 1, 1, 0, 0, 1, 1]), [2, 2, 2, 1]));
  assert.deepEqual(Array.from(frequency.data), [1, 0.5, 0, 0]);
  assert.deepEqual(frequency.shape, [1, 2, 2, 1]);
});
