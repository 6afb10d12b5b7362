import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { describeNetwork, type NetworkDescription, type NetworkLayer } from "../../../bench/training/network";
import { PartialConv2D } from "../../../src/layers/partialConv2D";
import { workloads } from "../../../bench/training/workloads";
import { workloadNamed } from "./samples";
import { silenceFirstUseNotice } from "../../../src/node/engine/quietBackends";

before(async () => {
  silenceFirstUseNotice();
  await tf.setBackend("cpu");
});

const describe = (name: string): NetworkDescription => describeNetwork(workloadNamed(name).build());

function nodeNamed({ layers }: NetworkDescription, name: string): NetworkLayer {
  const found = layers.find((layer) => layer.name === name);
  assert.ok(found, name);
  return found;
}

test("in every workload a node comes after its inputs, all but the last are used, and the last is the picture", () => {
  for (const { name, parameters } of workloads) {
    const network = describe(name);
    const names = network.layers.map((layer) => layer.name);
    assert.equal(new Set(names).size, names.length);
    network.layers.forEach(({ inputs }, i) => inputs.forEach((input) => assert.ok(names.indexOf(input) < i, input)));
    const used = new Set(network.layers.flatMap(({ inputs }) => inputs));
    assert.deepEqual(
      names.filter((one) => !used.has(one)),
      [names[names.length - 1]],
    );
    assert.deepEqual(network.layers[names.length - 1].shape, [32, 32, 3]);
    assert.equal(network.parameters, parameters);
  }
  assert.deepEqual(describe("report").layers[0], { name: "input", kind: "input", inputs: [], shape: [32, 32, 3] });
});

test("the U-Net: skips and their order, a 1×1 convolution last", () => {
  const { layers } = describe("unet");
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
});

test("the article's U-Net: transposed convolutions, and skips joined behind what came up", () => {
  const network = describe("article-unet");
  const doubled = network.layers.filter(({ kind }) => kind === "transposedConvolution");
  assert.deepEqual(
    doubled.map(({ name, shape }) => [name, ...shape]),
    [
      ["double_4", 4, 4, 256],
      ["double_3", 8, 8, 128],
      ["double_2", 16, 16, 64],
      ["double_1", 32, 32, 32],
    ],
  );
  assert.deepEqual(nodeNamed(network, "skip_4").inputs, ["double_4", "down_4_b"]);
  assert.deepEqual(nodeNamed(network, "pool_1").inputs, ["down_1_b"]);
});

test("a partial convolution is three nodes: the known numbers of each window, the new mask and the features", () => {
  const network = describe("article-partial");
  const window = { kernelSize: 3, stride: 2 };
  assert.deepEqual(
    ["halve_1_known", "halve_1_mask", "halve_1"].map((name) => nodeNamed(network, name)),
    [
      { name: "halve_1_known", kind: "knownCount", inputs: ["down_1_mask"], shape: [16, 16, 1], ...window },
      { name: "halve_1_mask", kind: "updatedMask", inputs: ["halve_1_known"], shape: [16, 16, 1] },
      {
        name: "halve_1",
        kind: "partialConvolution",
        inputs: ["down_1", "down_1_mask", "halve_1_known"],
        shape: [16, 16, 32],
        ...window,
      },
    ],
  );
});

test("masks are split off the picture, repeated for their features, doubled and joined as these are", () => {
  const network = describe("article-partial");
  assert.deepEqual(nodeNamed(network, "down_1").inputs, ["split_image", "split_mask", "down_1_known"]);
  assert.deepEqual(nodeNamed(network, "split_mask"), {
    name: "split_mask",
    kind: "splitMask",
    inputs: ["input"],
    shape: [32, 32, 1],
  });
  assert.deepEqual(nodeNamed(network, "up_1_a").inputs, ["skip_1", "mask_1", "up_1_a_known"]);
  assert.deepEqual(nodeNamed(network, "skip_1").inputs, ["down_1", "double_features_1"]);
  assert.deepEqual(nodeNamed(network, "mask_1"), {
    name: "mask_1",
    kind: "concatenate",
    inputs: ["mask_1_a", "mask_1_b"],
    shape: [32, 32, 64],
  });
  assert.deepEqual(nodeNamed(network, "mask_1_b"), {
    name: "mask_1_b",
    kind: "repeatMask",
    inputs: ["double_mask_1"],
    shape: [32, 32, 32],
  });
  assert.deepEqual(nodeNamed(network, "double_mask_1").inputs, ["up_2_b_mask"]);
});

test("a layer that the contenders do not know, and settings that they do not, are refused", () => {
  const inputShape = [8, 8, 3];
  const conv = { inputShape, filters: 2, kernelSize: 3, padding: "same", name: "odd" } as const;
  const transposed = { inputShape, filters: 2, kernelSize: 2, strides: 2, padding: "same", name: "odd" } as const;
  const refused: [name: string, layer: tf.layers.Layer][] = [
    ["Conv2D", tf.layers.conv2d({ ...conv, strides: 2 })],
    ["Conv2D", tf.layers.conv2d({ ...conv, kernelSize: 4 })],
    ["Conv2D", tf.layers.conv2d({ ...conv, padding: "valid" })],
    ["Conv2D", tf.layers.conv2d({ ...conv, activation: "tanh" })],
    ["Conv2DTranspose", tf.layers.conv2dTranspose({ ...transposed, kernelSize: 3 })],
    ["Conv2DTranspose", tf.layers.conv2dTranspose({ ...transposed, activation: "relu" })],
    ["MaxPooling2D", tf.layers.maxPooling2d({ inputShape, poolSize: 3, name: "odd" })],
    ["UpSampling2D", tf.layers.upSampling2d({ inputShape, interpolation: "bilinear", name: "odd" })],
    ["Flatten", tf.layers.flatten({ inputShape, name: "odd" })],
  ];
  for (const [className, layer] of refused) {
    const message = new RegExp(
      `^Expected a layer and settings that .* received ${className} "odd", which .*Teach network.ts`,
    );
    assert.throws(() => describeNetwork(tf.sequential({ layers: [layer] })), { message });
  }
  const [features, mask] = [3, 1].map((channels) => tf.input({ shape: [8, 8, channels] }));
  const outputs = new PartialConv2D({ name: "odd", filters: 2 }).apply([features, mask]) as tf.SymbolicTensor[];
  const model = tf.model({ inputs: [features, mask], outputs: outputs[0] });
  assert.throws(() => describeNetwork(model), /received PartialConv2D "odd", which/);
});
