import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { imageBatch } from "../../../src/images/batch";
import { accuracyOf } from "../../../src/node/engine/accuracy";
import { startEngine } from "../../../src/node/engine/startEngine";

before(async () => {
  await startEngine({ quiet: true });
});

/** Gives class 1 for images brighter than a half, else class 0. */
function brightness(): tf.LayersModel {
  const input = tf.input({ shape: [1, 1, 1] });
  const dense = tf.layers.dense({ units: 2 });
  const output = dense.apply(tf.layers.flatten().apply(input)) as tf.SymbolicTensor;
  dense.setWeights([tf.tensor2d([[0, 1]]), tf.tensor1d([0, -0.5])]);
  return tf.model({ inputs: input, outputs: output });
}

test("the share of right classes over more images than one batch holds, and no tensor is left", () => {
  const model = brightness();
  const count = 1_001;
  const bright = Uint8Array.from({ length: count }, (_, i) => (i % 3 === 0 ? 255 : 0));
  const labels = Uint8Array.from({ length: count }, (_, i) => (i === 1_000 ? 1 : Number(i % 3 === 0)));
  const before = tf.memory().numTensors;
  assert.equal(accuracyOf(model, imageBatch(bright, [count, 1, 1, 1]), labels), 1_000 / 1_001);
  assert.equal(tf.memory().numTensors, before);
  model.dispose();
});

test("without images, or with labels for others, it says what it wants", () => {
  const model = brightness();
  const none = imageBatch(new Uint8Array(), [0, 1, 1, 1]);
  assert.throws(
    () => accuracyOf(model, none, new Uint8Array()),
    /at least one image and a label for each, but received 0/,
  );
  const one = imageBatch(new Uint8Array(1), [1, 1, 1, 1]);
  assert.throws(() => accuracyOf(model, one, new Uint8Array(2)), /but received 1 images and 2 labels/);
  model.dispose();
});
