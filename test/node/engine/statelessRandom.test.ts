import assert from "node:assert/strict";
import { test } from "node:test";
import * as tf from "../../support/tensorflow";
import { statelessUniform, statelessUniformKernel } from "../../../src/layers/statelessUniform";
import { engineInstalled } from "../../../src/node/engine/installEngine";
import { registerStatelessRandom } from "../../../src/node/engine/statelessRandom";
import { startEngine } from "../../../src/node/engine/startEngine";
import { checkNotRun } from "../../support/inputs";

// tf.raw_ops.StatelessRandomUniform(shape=[2, 3], seed=[123456789, 42]), tensorflow-cpu 2.21.0
const expected = [
  0.9110962152481079, 0.10649347305297852, 0.340215802192688, 0.7647289037704468, 0.09213197231292725,
  0.8688737154006958,
];

test("the native kernel gives TensorFlow's own numbers for a seed and leaves no tensor", async () => {
  if (!engineInstalled())
    return checkNotRun("StatelessRandomUniform against TensorFlow: the native engine is not installed");
  await startEngine({ purpose: "training", quiet: true });
  registerStatelessRandom();
  assert.ok(tf.getKernel(statelessUniformKernel, "tensorflow"));
  const seed = tf.tensor1d([123456789, 42], "int32");
  const before = tf.memory().numTensors;
  const values = statelessUniform([2, 3], seed);
  assert.equal(tf.memory().numTensors, before + 1);
  assert.deepEqual([values.shape, values.dtype], [[2, 3], "float32"]);
  assert.deepEqual(Array.from(values.dataSync()), expected);
});
