import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { meanSquaredError } from "../../src/losses/meanSquaredError";
import { startEngine } from "../../src/node/engine/startEngine";

before(async () => {
  await startEngine({ quiet: true });
});

test("value and gradient are those of the definition", () => {
  const truth = tf.tensor2d([
    [0.5, 0.25],
    [1, 0],
  ]);
  const predicted = tf.tensor2d([
    [0.25, 0.25],
    [0, -2],
  ]);
  assert.equal(meanSquaredError(truth, predicted).dataSync()[0], (0.0625 + 1 + 4) / 4);
  const written = tf
    .grad((p: tf.Tensor) => tf.mul(3, meanSquaredError(truth, p)))(predicted)
    .dataSync();
  assert.deepEqual(Array.from(written), [-0.375, 0, -1.5, -3]);
  const stock = tf
    .grad((p: tf.Tensor) => tf.mul(3, tf.mean(tf.square(tf.sub(p, truth)))) as tf.Scalar)(predicted)
    .dataSync();
  assert.deepEqual(written, stock);
});
