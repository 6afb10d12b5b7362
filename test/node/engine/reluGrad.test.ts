import assert from "node:assert/strict";
import { test } from "node:test";
import * as tf from "../../support/tensorflow";
import { engineInstalled } from "../../../src/node/engine/installEngine";
import { startEngine } from "../../../src/node/engine/startEngine";
import { checkNotRun } from "../../support/inputs";

const values = [-2, -0.5, 0, 1e-30, 0.5, 3];

/** Gradient of sum(w · relu(x)²) by x, and its own gradient, as plain numbers. */
function gradients(): { first: number[]; second: number[]; convolution: number[] } {
  return tf.tidy(() => {
    const x = tf.tensor1d(values);
    const weights = tf.tensor1d([1, 2, 3, 4, 5, 6]);
    const first = tf.grad((at: tf.Tensor) => tf.sum(tf.mul(weights, tf.square(tf.relu(at)))));
    const second = tf.grad((at: tf.Tensor) => tf.sum(first(at)));
    const image = tf.randomNormal([1, 6, 6, 2], 0, 1, "float32", 3) as tf.Tensor4D;
    const kernel = tf.randomNormal([3, 3, 2, 4], 0, 1, "float32", 4) as tf.Tensor4D;
    const convolution = tf.grad((at: tf.Tensor) => tf.sum(tf.relu(tf.conv2d(image, at as tf.Tensor4D, 1, "same"))));
    const list = (tensor: tf.Tensor): number[] => Array.from(tensor.dataSync());
    return { first: list(first(x)), second: list(second(x)), convolution: list(convolution(kernel)) };
  });
}

test("ReluGrad gives the gradients that TensorFlow.js gives without it", async () => {
  await tf.setBackend("cpu");
  const stock = gradients();
  assert.deepEqual(
    stock.first.map((value) => Math.round(value)),
    [0, 0, 0, 0, 5, 36],
  );
  if (!engineInstalled()) return checkNotRun("ReluGrad against the stock gradient: the native engine is not installed");
  await startEngine({ purpose: "training", quiet: true });
  assert.ok(tf.getKernel("ReluGrad", "tensorflow"));
  const ours = gradients();
  assert.deepEqual(ours.first, stock.first);
  assert.deepEqual(ours.second, stock.second);
  for (const [i, value] of ours.convolution.entries()) assert.ok(Math.abs(value - stock.convolution[i]) < 1e-4);
  await tf.setBackend("cpu");
  assert.deepEqual(gradients(), stock, "the JavaScript backend keeps its own rule");
});
