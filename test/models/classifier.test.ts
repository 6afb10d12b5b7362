import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { buildClassifier, classifierBlocks } from "../../src/models/classifier";
import { startEngine } from "../../src/node/engine/startEngine";

before(async () => {
  await startEngine({ quiet: true });
});

test("three blocks of two convolutions, each halving, a mean over places, ten logits", () => {
  const model = buildClassifier();
  const kernels = 9 * (3 * 16 + 16 * 16 + 16 * 32 + 32 * 32 + 32 * 64 + 64 * 64);
  const normalisations = 4 * 2 * (16 + 32 + 64);
  assert.equal(model.countParams(), kernels + normalisations + 64 * 10 + 10);
  assert.deepEqual(
    classifierBlocks().map((name) => model.getLayer(name).outputShape),
    [16, 32, 64].map((channels) => [null, null, null, channels]),
  );
  const images = tf.zeros([2, 40, 24, 3]);
  assert.deepEqual((model.apply(images) as tf.Tensor).shape, [2, 10]);
  model.dispose();
});

test("the seed decides the weights", () => {
  const [one, same, other] = [1, 1, 2].map((seed) => {
    const model = buildClassifier({ channels: [4], classes: 3, imageSize: [8, 8], seed });
    const values = model.getWeights().flatMap((weight) => Array.from(weight.dataSync()));
    model.dispose();
    return values;
  });
  assert.deepEqual(one, same);
  assert.notDeepEqual(one, other);
});

test("without a block it says how channels are given", () => {
  assert.throws(() => buildClassifier({ channels: [] }), /Expected channels for at least one block.*\[16, 32, 64\]/);
});
