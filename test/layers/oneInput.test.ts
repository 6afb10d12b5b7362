import assert from "node:assert/strict";
import { test } from "node:test";
import * as tf from "../support/tensorflow";
import { oneShape, oneTensor } from "../../src/layers/oneInput";

test("alone or in a list of one, the same tensor and the same shape come out", () => {
  const x = tf.tensor1d([1]);
  const shape = [null, 8, 8, 3];
  assert.equal(oneTensor(x), x);
  assert.equal(oneTensor([x]), x);
  assert.equal(oneShape(shape), shape);
  assert.equal(oneShape([shape]), shape);
});
