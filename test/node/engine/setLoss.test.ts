import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { toFloat } from "../../../src/images/batch";
import { drawSquareMasks } from "../../../src/masks/square";
import { imageCrossentropy } from "../../../src/metrics/crossentropy";
import { buildReportAutoencoder } from "../../../src/models/reportAutoencoder";
import { fillWithModel } from "../../../src/node/engine/predict";
import { SetLoss } from "../../../src/node/engine/setLoss";
import { startEngine } from "../../../src/node/engine/startEngine";
import { randomStream } from "../../../src/random";

before(async () => {
  assert.equal((await startEngine({ purpose: "training", quiet: true })).backend, "tensorflow");
});

// More than one batch of 500, the last one smaller.
const { images } = drawDeadLeaves({ trainCount: 510, testCount: 1 }).train;
const [knownMask, others] = [1, 2].map((seed) => drawSquareMasks(images.shape, randomStream(seed, "test")));

test("the cross-entropy of the network's output over the whole set follows weights and masks, and leaves no tensor", async () => {
  const model = buildReportAutoencoder({ seed: 3 });
  const tensors = tf.memory().numTensors;
  const setLoss = new SetLoss(model, images, knownMask);
  const expected = (mask: typeof knownMask): number =>
    imageCrossentropy(toFloat(images), fillWithModel(model, images, mask));
  const near = (found: number, wanted: number): void =>
    assert.ok(Math.abs(found - wanted) < 1e-5, `${found}, not ${wanted}`);
  const first = await setLoss.mean();
  near(first, expected(knownMask));
  assert.equal(await setLoss.mean(), first);
  setLoss.setMasks(others);
  near(await setLoss.mean(), expected(others));
  assert.notEqual(await setLoss.mean(), first);
  const weights = model.getWeights();
  const halves = weights.map((weight) => tf.mul(weight, 0.5));
  model.setWeights(halves);
  tf.dispose(halves);
  near(await setLoss.mean(), expected(others));
  setLoss.dispose();
  assert.equal(tf.memory().numTensors, tensors);
  model.dispose();
});
