import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { holeSquaredError } from "../../src/losses/holeSquaredError";
import { imageBatch } from "../../src/images/batch";
import { pooledMse } from "../../src/metrics/hole";
import { startEngine } from "../../src/node/engine/startEngine";

before(async () => {
  await startEngine({ quiet: true });
});

const shape: [number, number, number, number] = [3, 4, 5, 3];
const truth = tf.randomUniform(shape, 0, 1, "float32", 1) as tf.Tensor4D;
const predicted = tf.randomUniform(shape, 0, 1, "float32", 2);
/** One image with a single hole pixel, one with half holes, one with all but one. */
const known = Float32Array.from({ length: 60 }, (_, i) =>
  [i === 7, i % 2 === 0, i !== 50][Math.floor(i / 20)] ? 0 : 1,
);
const knownMask = tf.tensor4d(known, [3, 4, 5, 1]);

test("it is the pooled hole error of the metrics", () => {
  const batch = (tensor: tf.Tensor): ReturnType<typeof imageBatch> =>
    imageBatch(tensor.dataSync() as Float32Array, shape);
  const wanted = pooledMse(batch(truth), batch(predicted), imageBatch(known, [3, 4, 5, 1]), "hole");
  assert.ok(Math.abs(holeSquaredError(truth, predicted, knownMask).dataSync()[0] - wanted) < 1e-7);
});

test("its gradient is that of TensorFlow.js's own rules, and 0 at known pixels", () => {
  const hole = tf.sub(1, knownMask);
  const count = 3 * hole.sum().dataSync()[0];
  const plain = (p: tf.Tensor): tf.Scalar =>
    tf.mul(2, tf.div(tf.sum(tf.mul(tf.square(tf.sub(p, truth)), hole)), count));
  const ours = tf
    .grad((p: tf.Tensor) => tf.mul(2, holeSquaredError(truth, p, knownMask)))(predicted)
    .dataSync();
  const wanted = tf.grad(plain)(predicted).dataSync();
  ours.forEach((value, i) => {
    assert.ok(Math.abs(value - wanted[i]) < 1e-7, `${value} and ${wanted[i]} at ${i}`);
    if (known[Math.floor(i / 3)] === 1) assert.equal(Math.abs(value), 0);
  });
  assert.ok(ours.some((value) => Math.abs(value) > 1e-3));
});
