import assert from "node:assert/strict";
import { afterEach, before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { BatchNormalization } from "../../src/layers/batchNormalization";
import { startEngine } from "../../src/node/engine/startEngine";
import { engineInstalled } from "../../src/node/engine/installEngine";
import { checkNotRun } from "../support/inputs";

before(async () => {
  await startEngine({ quiet: true });
});
afterEach(async () => {
  await startEngine({ quiet: true });
});

const values = Float32Array.from({ length: 2 * 3 * 4 * 2 }, (_, i) => ((i * 37) % 23) / 5 + (i % 2) * 3);
const x = (): tf.Tensor4D => tf.tensor4d(values.slice(), [2, 3, 4, 2]);
const of = (channel: number): number[] => [...values].filter((_, i) => i % 2 === channel);
const mean = (numbers: readonly number[]): number => numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
const [scale, offset] = [
  [2, 0.5],
  [1, -3],
];

function layerOf(frozen = false): BatchNormalization {
  const layer = new BatchNormalization({ frozen });
  layer.build([null, 3, 4, 2]);
  layer.setWeights([tf.tensor1d(scale), tf.tensor1d(offset), tf.tensor1d([1, 2]), tf.tensor1d([4, 9])]);
  return layer;
}

const near = (found: number, wanted: number): void => assert.ok(Math.abs(found - wanted) < 1e-4, `${found} ${wanted}`);

test("in training by the batch's mean and variance, which move the averages by a tenth", () => {
  const layer = layerOf();
  const found = (layer.apply(x(), { training: true }) as tf.Tensor).dataSync();
  const moving = layer.nonTrainableWeights.map((weight) => [...weight.read().dataSync()]);
  for (const channel of [0, 1]) {
    const all = of(channel);
    const variance = mean(all.map((value) => (value - mean(all)) ** 2));
    all.forEach((value, i) => {
      const wanted = ((value - mean(all)) / Math.sqrt(variance + 1e-5)) * scale[channel] + offset[channel];
      near(found[2 * i + channel], wanted);
    });
    near(moving[0][channel], 0.9 * [1, 2][channel] + 0.1 * mean(all));
    near(moving[1][channel], 0.9 * [4, 9][channel] + 0.1 * variance);
  }
});

test("outside training, and frozen in training, by the moving averages, which stay", () => {
  for (const [frozen, training] of [
    [false, false],
    [true, true],
  ]) {
    const layer = layerOf(frozen);
    const found = (layer.apply(x(), { training }) as tf.Tensor).dataSync();
    found.forEach((value, i) => {
      const channel = i % 2;
      const wanted = ((values[i] - [1, 2][channel]) / Math.sqrt([4, 9][channel] + 1e-5)) * scale[channel];
      near(value, wanted + offset[channel]);
    });
    assert.deepEqual(
      layer
        .getWeights()
        .slice(2)
        .map((weight) => [...weight.dataSync()]),
      [
        [1, 2],
        [4, 9],
      ],
    );
    assert.equal(layer.trainableWeights.length, frozen ? 0 : 2);
    assert.equal(layer.getConfig().frozen, frozen);
  }
});

/** Three steps on a batch times `factor`: the moving averages then, and the last output's gradients by scale, offset and batch. */
function afterThreeSteps(factor: number): number[][] {
  const layer = layerOf();
  const batch = tf.variable(tf.mul(x(), factor));
  const weights = tf.reverse(x(), 1);
  const loss = (): tf.Scalar => tf.sum(tf.mul(weights, layer.apply(batch, { training: true }) as tf.Tensor));
  const variables = [...layer.trainableWeights.map((weight) => weight.read() as tf.Variable), batch];
  let results: tf.Tensor[] = [];
  for (let step = 0; step < 3; step++) {
    const { value, grads } = tf.variableGrads(loss, variables);
    results = [value, ...variables.map(({ name }) => grads[name])];
  }
  const averages = layer.nonTrainableWeights.map((weight) => weight.read());
  const numbers = [...averages, ...results].map((tensor) => Array.from(tensor.dataSync()));
  batch.dispose();
  return numbers;
}

test("the native engine trains as plain JavaScript does, also where epsilon is as large as the variance", async () => {
  if (!engineInstalled()) return checkNotRun("batch normalisation on the native engine: it is not installed");
  for (const factor of [1, 2e-3]) {
    await startEngine({ quiet: true });
    const found = afterThreeSteps(factor);
    await tf.setBackend("cpu");
    afterThreeSteps(factor).forEach((wanted, i) => {
      const largest = Math.max(...wanted.map(Math.abs));
      assert.equal(found[i].length, wanted.length);
      wanted.forEach((value, at) =>
        assert.ok(Math.abs(found[i][at] - value) <= 1e-5 * largest, `${factor}, ${i}, ${at}: ${found[i][at]} ${value}`),
      );
    });
  }
});

test("on the JavaScript backend a training step leaves the averages that the batch gives, and no tensor", async () => {
  await tf.setBackend("cpu");
  const layer = layerOf();
  const input = x();
  const step = (): void => (layer.apply(input, { training: true }) as tf.Tensor).dispose();
  step();
  const kept = tf.memory().numTensors;
  for (let again = 0; again < 3; again++) step();
  assert.equal(tf.memory().numTensors, kept);
  const moved = layer.nonTrainableWeights[0].read().dataSync();
  [0, 1].forEach((channel) => near(moved[channel], 0.9 ** 4 * [1, 2][channel] + (1 - 0.9 ** 4) * mean(of(channel))));
});

test("on the native engine steps leave no tensor either", async () => {
  const layer = layerOf();
  const input = x();
  const step = (): void => (layer.apply(input, { training: true }) as tf.Tensor).dispose();
  step();
  const counts = (): number[] => [tf.memory().numTensors, tf.memory().numDataBuffers];
  const kept = counts();
  for (let again = 0; again < 3; again++) step();
  assert.deepEqual(counts(), kept);
});
