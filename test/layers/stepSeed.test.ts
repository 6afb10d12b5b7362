import assert from "node:assert/strict";
import { test } from "node:test";
import * as tf from "../support/tensorflow";
import { drawSeed, seedForLayer, withStepSeed } from "../../src/layers/stepSeed";

// Recorded trainings with dropout rest on these numbers.
test("seeds are those of earlier versions, the same for the same keys, within 30 bits", () => {
  assert.deepEqual(drawSeed(1, "step", 1, 1), [720522615, 963732654]);
  assert.deepEqual(drawSeed(7, "dropout a", 3, 250), [592775291, 895475109]);
  for (let seed = 0; seed < 200; seed++)
    assert.ok(drawSeed(seed, "step").every((value) => Number.isInteger(value) && value >= 0 && value < 2 ** 30));
});

test("a layer's seed is the step's and its own, and without a step's it is refused", () => {
  const seed = withStepSeed(tf.tensor1d([3, 4], "int32"), () => seedForLayer("drop", [10, 20]));
  assert.deepEqual(Array.from(seed.dataSync()), [13, 24]);
  assert.throws(
    () => seedForLayer("drop", [1, 2]),
    /^Error: Expected a step seed for the layer "drop" in training, but there is none\. Train with trainModel/,
  );
});

test("the seed ends with its step, also where that fails", () => {
  assert.throws(
    () =>
      withStepSeed(tf.tensor1d([3, 4], "int32"), () => {
        throw new Error("broken");
      }),
    /broken/,
  );
  assert.throws(() => seedForLayer("drop", [1, 2]), /Expected a step seed/);
});
