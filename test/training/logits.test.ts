// The way by logits against the plain one, on every kind of last layer.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { binaryCrossentropy } from "../../src/losses/binaryCrossentropy";
import type { Loss } from "../../src/losses/loss";
import { meanSquaredError } from "../../src/losses/meanSquaredError";
import { buildReportAutoencoder } from "../../src/models/reportAutoencoder";
import { buildUNet } from "../../src/models/unet";
import { startEngine } from "../../src/node/engine/startEngine";
import { lossOfModel } from "../../src/training/logits";
import { parametersOf } from "../../src/training/step";
import { evaluationStep } from "../../src/training/steps/supervised";

before(async () => {
  await startEngine({ purpose: "training", quiet: true });
});

/** The same loss without its form for logits. */
const fromProbabilities: Loss = (truth, predicted) => binaryCrossentropy(truth, predicted);
/** A loss that tells which way was taken: 1 from probabilities, 2 from logits, times a mean that depends on the weights. */
const tell: Loss = Object.assign((_: tf.Tensor, p: tf.Tensor) => tf.add(1, tf.mul(0, tf.mean(p))) as tf.Scalar, {
  fromLogits: (_: tf.Tensor, z: tf.Tensor) => tf.add(2, tf.mul(0, tf.mean(z))) as tf.Scalar,
});

const small = (...last: tf.layers.Layer[]): tf.LayersModel =>
  tf.sequential({
    layers: [tf.layers.conv2d({ inputShape: [32, 32, 3], filters: 3, kernelSize: 3, padding: "same" }), ...last],
  });
const { activation, conv2d, conv2dTranspose, dense } = tf.layers;
const models: readonly [string, () => tf.LayersModel][] = [
  ["the report's autoencoder", () => buildReportAutoencoder()],
  ["a U-Net", () => buildUNet({ channels: [4, 8] })],
  ["a dense layer", () => small(dense({ units: 3, activation: "sigmoid" }))],
  ["an activation layer", () => small(activation({ activation: "sigmoid" }))],
  [
    "a transposed convolution",
    () => small(conv2dTranspose({ filters: 3, kernelSize: 3, padding: "same", activation: "sigmoid" })),
  ],
];

function lossAndGradients(model: tf.LayersModel, loss: Loss): { value: number; gradients: number[] } {
  return tf.tidy(() => {
    const images = tf.randomUniform([2, 32, 32, 3], 0, 1, "float32", 3);
    const lossOf = lossOfModel(model, loss);
    const parameters = parametersOf(model);
    const knownMask = tf.ones([2, 32, 32, 1]);
    const { value, grads } = tf.variableGrads(() => lossOf(images, knownMask, images, true).loss, parameters);
    return {
      value: value.dataSync()[0],
      gradients: parameters.flatMap(({ name }) => Array.from(grads[name].dataSync())),
    };
  });
}

for (const [name, build] of models) {
  test(`${name}: the same loss and gradients by logits, and the network is left as it was`, () => {
    const model = build();
    const input = tf.randomUniform([1, 32, 32, 3], 0, 1, "float32", 4);
    const output = (model.apply(input) as tf.Tensor).dataSync();
    const plain = lossAndGradients(model, fromProbabilities);
    const stable = lossAndGradients(model, binaryCrossentropy);
    assert.ok(Math.abs(plain.value - stable.value) < 1e-6, `${plain.value} and ${stable.value}`);
    const norm = Math.hypot(...plain.gradients);
    const distance = Math.hypot(...plain.gradients.map((value, i) => value - stable.gradients[i]));
    assert.ok(norm > 0 && distance < 1e-5 * norm, `${distance} of ${norm}`);
    assert.equal(lossAndGradients(model, tell).value, 2);
    assert.deepEqual((model.apply(input) as tf.Tensor).dataSync(), output);
  });
}

test("the evaluation goes the same way and gives the same loss", () => {
  const model = buildReportAutoencoder();
  const knownMask = tf.ones([3, 32, 32, 1]);
  const images = tf.randomUniform([3, 32, 32, 3], 0, 1, "float32", 5);
  const evaluate = (loss: Loss): number => evaluationStep({ model, loss })({ images, knownMask }).loss.dataSync()[0];
  assert.ok(Math.abs(evaluate(binaryCrossentropy) - evaluate(fromProbabilities)) < 1e-6);
  assert.equal(evaluate(tell), 2);
});

test("where it is not allowed, the loss is computed from the output", () => {
  const linear = small(conv2d({ filters: 3, kernelSize: 1 }));
  const twice = small(activation({ activation: "sigmoid" }));
  (twice.layers[1] as tf.layers.Layer).apply(tf.input({ shape: [32, 32, 3] }));
  const inside = small(
    activation({ activation: "sigmoid" }),
    conv2d({ filters: 3, kernelSize: 1, activation: "relu" }),
  );
  for (const model of [linear, twice, inside]) assert.equal(lossAndGradients(model, tell).value, 1);
  const { value } = lossAndGradients(buildReportAutoencoder(), (_, p) => tf.mean(p));
  assert.ok(value > 0.2 && value < 0.8, "a loss without fromLogits is given the sigmoid's values");
});

test("an error inside leaves the sigmoid in its place", () => {
  const model = buildReportAutoencoder();
  const input = tf.zeros([1, 32, 32, 3]);
  const output = (model.apply(input) as tf.Tensor).dataSync();
  const broken: Loss = Object.assign((y: tf.Tensor, p: tf.Tensor) => meanSquaredError(y, p), {
    fromLogits: (): tf.Scalar => {
      throw new Error("broken");
    },
  });
  assert.throws(() => lossOfModel(model, broken)(input, input, input, true), /broken/);
  assert.deepEqual((model.apply(input) as tf.Tensor).dataSync(), output);
});
