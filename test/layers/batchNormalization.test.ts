import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { BatchNormalization } from "../../src/layers/batchNormalization";
import { startEngine } from "../../src/node/engine/startEngine";

before(async () => {
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
