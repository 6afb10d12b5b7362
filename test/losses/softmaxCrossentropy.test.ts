import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { softmaxCrossentropy } from "../../src/losses/softmaxCrossentropy";
import { startEngine } from "../../src/node/engine/startEngine";

before(async () => {
  await startEngine({ quiet: true });
});

test("the mean of -log softmax at the truth, also where a softmax rounds to 0", () => {
  const truth = tf.tensor2d([
    [0, 1],
    [1, 0],
  ]);
  const even = softmaxCrossentropy(truth, tf.zeros([2, 2])).dataSync()[0];
  assert.ok(Math.abs(even - Math.log(2)) < 1e-7);
  const logits = tf.tensor2d([
    [2, 1],
    [0, 200],
  ]);
  const wanted = (Math.log(Math.exp(2) + Math.exp(1)) - 1 + 200) / 2;
  assert.ok(Math.abs(softmaxCrossentropy(truth, logits).dataSync()[0] - wanted) < 1e-5);
});

test("its gradient is the one that TensorFlow.js's own rules give, times what comes after it", () => {
  const logits = tf.randomNormal([4, 3], 0, 2, "float32", 1);
  const truth = tf.oneHot(tf.tensor1d([0, 2, 1, 1], "int32"), 3, 1, 0, "float32");
  const own = tf
    .grad((z: tf.Tensor) => tf.mul(3, softmaxCrossentropy(truth, z)))(logits)
    .dataSync();
  const plain = tf
    .grad((z: tf.Tensor) => tf.mul(3, tf.neg(tf.mean(tf.sum(tf.mul(truth, tf.logSoftmax(z)), 1)))))(logits)
    .dataSync();
  own.forEach((value, i) => assert.ok(Math.abs(value - plain[i]) < 1e-6, `${value} and ${plain[i]} at ${i}`));
});
