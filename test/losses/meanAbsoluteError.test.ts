import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { meanAbsoluteError } from "../../src/losses/meanAbsoluteError";
import { startEngine } from "../../src/node/engine/startEngine";

before(async () => {
  await startEngine({ quiet: true });
});

test("value and gradient are those of the definition, with 0 where both are equal", () => {
  const truth = tf.tensor2d([
    [0.5, 0.25],
    [1, 0],
  ]);
  const predicted = tf.tensor2d([
    [0.25, 0.25],
    [0, 2],
  ]);
  assert.equal(meanAbsoluteError(truth, predicted).dataSync()[0], (0.25 + 1 + 2) / 4);
  const written = tf
    .grad((p: tf.Tensor) => tf.mul(3, meanAbsoluteError(truth, p)))(predicted)
    .dataSync();
  assert.deepEqual(Array.from(written), [-0.75, 0, -0.75, 0.75]);
});

test("on images it is the mean over all values, and its gradient the one that differences give", () => {
  const shape = [3, 4, 5, 3] as const;
  const size = 180;
  const truth = tf.randomUniform([...shape], 0, 1, "float32", 1);
  const predicted = tf.randomUniform([...shape], 0, 1, "float32", 2);
  const [y, p] = [truth, predicted].map((tensor) => Array.from(tensor.dataSync()));
  const wanted = p.reduce((sum, value, i) => sum + Math.abs(value - y[i]), 0) / size;
  assert.ok(Math.abs(meanAbsoluteError(truth, predicted).dataSync()[0] - wanted) < 1e-6);
  const gradient = tf
    .grad((at: tf.Tensor) => meanAbsoluteError(truth, at))(predicted)
    .dataSync();
  const h = 1e-4;
  for (let i = 0; i < size; i++) {
    if (Math.abs(p[i] - y[i]) < h) continue;
    const difference = (Math.abs(p[i] + h - y[i]) - Math.abs(p[i] - h - y[i])) / (2 * h * size);
    assert.ok(Math.abs(gradient[i] - difference) < 1e-6, `${gradient[i]} and ${difference} at ${i}`);
  }
});
