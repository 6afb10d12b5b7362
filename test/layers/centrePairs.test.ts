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
});

test("outside training the moving mean is taken away and stays as it is", () => {
  const layer = new CentrePairs({});
  const x = tf.tensor4d([1, 2, 3, 4], [1, 1, 1, 4]);
  layer.build(x.shape);
  layer.setWeights([tf.tensor1d([0.5, 1])]);
  assert.deepEqual(Array.from((layer.apply(x) as tf.Tensor4D).dataSync()), [0.5, 1, 2.5, 3]);
  assert.deepEqual(Array.from(layer.getWeights()[0].dataSync()), [0.5, 1]);
});
