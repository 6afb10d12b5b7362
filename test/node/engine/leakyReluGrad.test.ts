import assert from "node:assert/strict";
import { test } from "node:test";
import * as tf from "../../support/tensorflow";
import { engineInstalled } from "../../../src/node/engine/installEngine";
import { startEngine } from "../../../src/node/engine/startEngine";
import { checkNotRun } from "../../support/inputs";

const values = [-2, -0.5, 0, 1e-30, 0.5, 3];

/** Gradient of sum(w · leakyRelu(x)²) by x for two slopes, as plain numbers. */
function gradients(): number[][] {
  return tf.tidy(() =>
    [0.25, 0].map((alpha) => {
      const weights = tf.tensor1d([1, 2, 3, 4, 5, 6]);
      const gradient = tf.grad((at: tf.Tensor) => tf.sum(tf.mul(weights, tf.square(tf.leakyRelu(at, alpha)))));
      return Array.from(gradient(tf.tensor1d(values)).dataSync());
    }),
  );
}

test("LeakyReluGrad gives the gradients that TensorFlow.js gives without it", async () => {
  await tf.setBackend("cpu");
  const stock = gradients();
  assert.deepEqual(
    stock[0].map((value) => Math.round(1000 * value) / 1000),
    [-0.25, -0.125, 0, 0, 5, 36],
  );
  if (!engineInstalled()) return checkNotRun("LeakyReluGrad against the stock gradient: the native engine is missing");
  await startEngine({ purpose: "training", quiet: true });
  assert.ok(tf.getKernel("LeakyReluGrad", "tensorflow"));
  gradients().forEach((found, i) => assert.deepEqual(found.map(Math.abs), stock[i].map(Math.abs)));
  await tf.setBackend("cpu");
  assert.deepEqual(gradients(), stock, "the JavaScript backend keeps its own rule");
});
