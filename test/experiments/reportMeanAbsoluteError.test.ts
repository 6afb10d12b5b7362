import assert from "node:assert/strict";
import { test } from "node:test";
import { experimentNamed } from "../../src/experiments";
import { reportFixed } from "../../src/experiments/reportFixed";

test("the report's training but for the loss; exactly its 40 epochs", () => {
  const { step, epochs, patience, ...others } = experimentNamed("report-mean-absolute-error");
  assert.deepEqual([step.loss, epochs, patience], ["meanAbsoluteError", 40, null]);
  assert.deepEqual({ ...step, loss: "binaryCrossentropy" }, reportFixed.step);
  for (const key of ["network", "input", "masks", "validationMasks", "batchSize", "validation", "seed"] as const) {
    assert.deepEqual(others[key], reportFixed[key], key);
  }
});
