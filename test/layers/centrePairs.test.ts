import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { CentrePairs } from "../../src/layers/centrePairs";
import { startEngine } from "../../src/node/engine/startEngine";

before(async () => {
  await startEngine({ quiet: true });
});

test("in training the mean of each pair over the batch is taken away, and the moving mean goes towards it", () => {
  const layer = new CentrePairs({});
  const x = tf.tensor4d([1, 10, 3, 40, 5, 20, 7, 30], [2, 1, 1, 4]);
  const trained = layer.apply(x, { training: true }) as tf.Tensor4D;
  // The channels' means are 3, 15, 5, 35: of the pairs 4 and 25.
  assert.deepEqual(Array.from(trained.dataSync()), [-3, -15, -1, 15, 1, -5, 3, 5]);
  const [moving] = layer.getWeights();
  assert.deepEqual(moving.shape, [2]);
  [0.02 * 4, 0.02 * 25].forEach((value, i) => assert.ok(Math.abs(moving.dataSync()[i] - value) < 1e-6));
  assert.equal(layer.trainableWeights.length, 0);
  layer.apply(x, { training: true });
  const again = layer.getWeights()[0].dataSync();
  [4, 25].forEach((mean, i) => assert.ok(Math.abs(again[i] - (1 - 0.98 ** 2) * mean) < 1e-6, "closer with each step"));
});

test("outside training the moving mean is taken away and stays as it is", () => {
  const layer = new CentrePairs({});
  const x = tf.tensor4d([1, 2, 3, 4], [1, 1, 1, 4]);
  layer.build(x.shape);
  layer.setWeights([tf.tensor1d([0.5, 1])]);
  assert.deepEqual(Array.from((layer.apply(x) as tf.Tensor4D).dataSync()), [0.5, 1, 2.5, 3]);
  assert.deepEqual(Array.from(layer.getWeights()[0].dataSync()), [0.5, 1]);
});

test("the mean is part of the gradient in training: what moves all units of a pair alike moves nothing", () => {
  const layer = new CentrePairs({});
  const x = tf.tensor4d([1, 10, 3, 40, 5, 20, 7, 30], [2, 1, 1, 4]);
  const weights = tf.tensor4d([1, 0, 0, 0, 0, 3, 0, 0], [2, 1, 1, 4]);
  const loss = (input: tf.Tensor): tf.Scalar =>
    tf.sum(tf.mul(layer.apply(input, { training: true }) as tf.Tensor, weights)) as tf.Scalar;
  layer.build(x.shape);
  const gradient = Array.from(tf.grad(loss)(x).dataSync());
  // Less the mean of the weights over a pair's two channels and both images: 1/4 for the first pair, 3/4 for the second.
  [0.75, -0.75, -0.25, -0.75, -0.25, 2.25, -0.25, -0.75].forEach((wanted, i) =>
    assert.ok(Math.abs(gradient[i] - wanted) < 1e-6, gradient.join()),
  );
});
