import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { featuresOf } from "../../src/models/features";
import { startEngine } from "../../src/node/engine/startEngine";

before(async () => {
  await startEngine({ quiet: true });
});

/** Convolution, batch normalisation, pooling, dropout, convolution. */
function network(): tf.LayersModel {
  const { batchNormalization, conv2d, dropout, maxPooling2d } = tf.layers;
  const kernel = (seed: number): ReturnType<typeof tf.initializers.glorotUniform> =>
    tf.initializers.glorotUniform({ seed });
  return tf.sequential({
    layers: [
      conv2d({
        name: "first",
        inputShape: [8, 8, 3],
        filters: 4,
        kernelSize: 3,
        padding: "same",
        activation: "relu",
        kernelInitializer: kernel(1),
      }),
      batchNormalization({ name: "norm", movingMeanInitializer: "ones" }),
      maxPooling2d({ name: "pool", poolSize: 2 }),
      dropout({ name: "drop", rate: 0.9 }),
      conv2d({ name: "second", filters: 2, kernelSize: 3, kernelInitializer: kernel(2) }),
    ],
  });
}

const images = tf.randomUniform<tf.Rank.R4>([2, 8, 8, 3], 0, 1, "float32", 3);

test("the named layers' outputs, in the order of the names, as in use", () => {
  const model = network();
  const [second, pool, first] = featuresOf(model, ["second", "pool", "first"])(images);
  assert.deepEqual(
    [second.shape, pool.shape, first.shape],
    [
      [2, 2, 2, 2],
      [2, 4, 4, 4],
      [2, 8, 8, 4],
    ],
  );
  assert.deepEqual(second.dataSync(), (model.predict(images) as tf.Tensor).dataSync());
  const { kernel, norm } = { kernel: model.layers[0].getWeights()[0] as tf.Tensor4D, norm: Math.sqrt(1 + 1e-3) };
  const byHand = tf.relu(tf.conv2d(images, kernel, 1, "same"));
  assert.ok(tf.max(tf.abs(tf.sub(first, byHand))).dataSync()[0] < 1e-6);
  const pooled = tf.maxPool(tf.div<tf.Tensor4D>(tf.sub(byHand, 1), norm), 2, 2, "valid");
  assert.ok(tf.max(tf.abs(tf.sub(pool, pooled))).dataSync()[0] < 1e-5);
  model.dispose();
});

test("images are prepared for the network, gradients reach them, and no tensor stays", () => {
  const model = network();
  const features = featuresOf(model, ["pool"], (given) => tf.mul(tf.sub(given, 0.5), 4));
  const before = tf.memory().numTensors;
  tf.tidy(() => {
    const plain = featuresOf(model, ["pool"])(tf.mul(tf.sub(images, 0.5), 4));
    assert.deepEqual(features(images)[0].dataSync(), plain[0].dataSync());
    const sum = (x: tf.Tensor): tf.Scalar => tf.sum(tf.square(features(x as tf.Tensor4D)[0]));
    const gradient = tf.grad(sum)(images);
    const step = tf.mul(gradient, 1e-3 / 2 / tf.norm(gradient).dataSync()[0]);
    const change = tf.sub(sum(tf.add(images, step)), sum(tf.sub(images, step))).dataSync()[0];
    const expected = 1e-3 * tf.norm(gradient).dataSync()[0];
    assert.ok(expected > 1e-3 && Math.abs(change - expected) < 0.05 * expected, `${change} and ${expected}`);
  });
  assert.equal(tf.memory().numTensors, before);
  model.dispose();
});

test("an unknown layer, or none, is refused with the names that there are", () => {
  const model = network();
  const [input] = model.layers.map(({ name }) => name).filter((name) => name.includes("input"));
  const there = [...(input === undefined ? [] : [input]), "first", "norm", "pool", "drop", "second"].join(", ");
  for (const [layers, received] of [
    [["pool", "block1_pool"], '"block1_pool"'],
    [[], "none"],
  ] as const) {
    assert.throws(() => featuresOf(model, layers), {
      message: `Expected names of layers among ${there}, but received ${received}. Use one or more of these names.`,
    });
  }
  model.dispose();
});
