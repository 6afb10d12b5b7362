import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { describeNetwork, flopPerPredictedImage, flopPerTrainedImage } from "../../../bench/training/network";
import { workloads } from "../../../bench/training/workloads";
import { silenceFirstUseNotice } from "../../../src/node/engine/quietBackends";

before(async () => {
  silenceFirstUseNotice();
  await tf.setBackend("cpu");
});

test("the report's network: 23.9 MFLOP per trained image, counted by hand", () => {
  const network = describeNetwork(workloads[0].build());
  // 2 × pixels × kernel × channels in × channels out of the five convolutions.
  const forward = [
    [1024, 3, 32],
    [256, 32, 16],
    [64, 16, 16],
    [256, 16, 32],
    [1024, 32, 3],
  ].map(([pixels, from, to]) => 2 * pixels * 9 * from * to);
  const sum = forward.reduce((total, part) => total + part, 0);
  assert.equal(flopPerPredictedImage(network), sum);
  assert.equal(flopPerTrainedImage(network), 3 * sum - forward[0]);
  assert.equal((flopPerTrainedImage(network) / 1e6).toFixed(1), "23.9");
  assert.equal(network.parameters, 13_347);
  assert.deepEqual(network.layers[0], { name: "input", kind: "input", inputs: [], shape: [32, 32, 3] });
});

test("the U-Net: 386,467 parameters, skips and their order, a 1×1 convolution last", () => {
  const { layers, parameters } = describeNetwork(workloads[1].build());
  assert.equal(parameters, 386_467);
  assert.deepEqual(layers[0].shape, [32, 32, 7]);
  const joins = layers.filter(({ kind }) => kind === "concatenate");
  assert.deepEqual(
    joins.map(({ shape }) => shape),
    [
      [8, 8, 160],
      [16, 16, 96],
      [32, 32, 48],
    ],
  );
  for (const { inputs, shape } of joins) {
    const channels = inputs.map((name) => layers.find((layer) => layer.name === name)?.shape[2] ?? 0);
    assert.equal(channels[0] + channels[1], shape[2]);
  }
  const last = layers[layers.length - 1];
  assert.ok(last.kind === "convolution" && last.kernelSize === 1 && last.activation === "linear");
  const names = layers.map(({ name }) => name);
  layers.forEach(({ inputs }, i) => inputs.forEach((name) => assert.ok(names.indexOf(name) < i, name)));
});

test("a layer that the contenders do not know is refused", () => {
  const odd = tf.layers.conv2d({ inputShape: [8, 8, 3], filters: 2, kernelSize: 3, strides: 2, name: "odd" });
  const model = tf.sequential({ layers: [odd] });
  assert.throws(
    () => describeNetwork(model),
    /Expected square convolutions, .*but received Conv2D "odd" with other settings/,
  );
});
