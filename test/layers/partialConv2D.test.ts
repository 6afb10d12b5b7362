import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { PartialConv2D, type PartialConv2DArgs } from "../../src/layers/partialConv2D";
import { startEngine } from "../../src/node/engine/startEngine";
import { values } from "./partialOutputs";

interface Case {
  readonly size: readonly [number, number];
  readonly channels: number;
  readonly mask_channels: number;
  readonly filters: number;
  readonly kernel: number;
  readonly stride: number;
  readonly mask: "scattered" | "half" | "nothing" | "all";
  readonly features: readonly number[];
  readonly updated: readonly number[];
}

const cases = JSON.parse(
  readFileSync(join(__dirname, "../fixtures/partial-convolution.json"), "utf8"),
) as readonly Case[];

before(async () => {
  await startEngine({ quiet: true });
});

/** The formulas of the fixture. */
function maskOf(kind: Case["mask"], height: number, width: number, channels: number): tf.Tensor4D {
  const known = {
    scattered: (y: number, x: number, c: number) => (y * 5 + x * 3 + c * 2 + y * x) % 7 < 2,
    half: (_: number, x: number) => x < Math.floor(width / 2),
    nothing: () => false,
    all: () => true,
  }[kind];
  const data = Float32Array.from({ length: height * width * channels }, (_, i) => {
    const p = Math.floor(i / channels);
    return Number(known(Math.floor(p / width), p % width, i % channels));
  });
  return tf.tensor4d(data, [1, height, width, channels]);
}

/** A layer with the fixture's weights, or random ones where a seed is given. */
function layerOf(args: PartialConv2DArgs, channels: number, maskChannels: number, seed = 2): PartialConv2D {
  const layer = new PartialConv2D(args);
  layer.build([
    [null, null, null, channels],
    [null, null, null, maskChannels],
  ]);
  const { kernelSize = 3, filters } = args;
  layer.setWeights([values([kernelSize, kernelSize, channels, filters], seed), tf.tensor1d([0.25, -0.5])]);
  return layer;
}

const apply = (layer: PartialConv2D, features: tf.Tensor, mask: tf.Tensor): [tf.Tensor4D, tf.Tensor4D] =>
  layer.apply([features, mask]) as [tf.Tensor4D, tf.Tensor4D];

const apart = (a: tf.Tensor, b: tf.Tensor): number => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0];

test(`${cases.length} windows-by-hand cases of NumPy: kernels, strides, masks of one and of all channels, nothing and all known`, () => {
  assert.equal(cases.length, 120);
  for (const { size, channels, mask_channels, filters, kernel, stride, mask, ...wanted } of cases) {
    tf.tidy(() => {
      const layer = layerOf({ filters, kernelSize: kernel, strides: stride }, channels, mask_channels);
      const knownMask = maskOf(mask, ...size, mask_channels);
      const [features, updated] = apply(layer, values([1, ...size, channels], 1), knownMask);
      const name = `${size.join("×")}×${channels}, mask ${mask} of ${mask_channels}, kernel ${kernel}, stride ${stride}`;
      assert.ok(apart(features, tf.tensor(wanted.features as number[], features.shape)) < 2e-5, name);
      assert.deepEqual(Array.from(updated.dataSync()), wanted.updated, name);
      assert.deepEqual(layer.computeOutputShape([[1, ...size, channels], knownMask.shape]), [
        features.shape,
        updated.shape,
      ]);
    });
  }
});

test("where all is known it is an ordinary convolution but for the border; where nothing is, zeros and a mask of zeros", () => {
  const x = values([2, 9, 8, 3], 5) as tf.Tensor4D;
  const layer = layerOf({ filters: 2 }, 3, 1);
  const [kernel, bias] = layer.getWeights() as [tf.Tensor4D, tf.Tensor1D];
  const [features, updated] = apply(layer, x, tf.ones([2, 9, 8, 1]));
  const inside = (y: tf.Tensor4D): tf.Tensor4D => tf.slice(y, [0, 1, 1, 0], [-1, 7, 6, -1]);
  assert.ok(apart(inside(features), inside(tf.add(tf.conv2d(x, kernel, 1, "same"), bias))) < 1e-5);
  assert.equal(tf.min(updated).dataSync()[0], 1);
  for (const tensor of apply(layer, x, tf.zeros([2, 9, 8, 1]))) assert.equal(tf.max(tf.abs(tensor)).dataSync()[0], 0);
});

test("without the window's factor it is the sum over sum(M): less by k·k·C, for masks of one channel, of all, and of shares", () => {
  const features = values([1, 5, 6, 3], 4);
  for (const maskChannels of [1, 3]) {
    const mask = maskOf("scattered", 5, 6, maskChannels);
    const args = { filters: 2, useBias: true };
    const [whole] = apply(layerOf(args, 3, maskChannels), features, mask);
    const [slip, updated] = apply(layerOf({ ...args, windowFactor: false }, 3, maskChannels), features, mask);
    const bias = tf.mul(updated, tf.tensor1d([0.25, -0.5]));
    assert.ok(apart(tf.div(tf.sub(whole, bias), 27), tf.sub(slip, bias)) < 1e-6);
  }
  const known = maskOf("all", 5, 6, 1);
  const shares = { filters: 2, windowFactor: false, shares: true };
  const [mean] = apply(layerOf(shares, 3, 1), features, known);
  const [sum] = apply(layerOf({ filters: 2 }, 3, 1), features, known);
  const inside = (x: tf.Tensor4D): tf.Tensor =>
    tf.sub(tf.slice(x, [0, 1, 1, 0], [1, 3, 4, 2]), tf.tensor1d([0.25, -0.5]));
  assert.ok(apart(tf.div(inside(sum), 27), inside(mean)) < 1e-6);
});

test("what lies in the holes has no part in the result", () => {
  const mask = maskOf("scattered", 6, 7, 1);
  const layer = layerOf({ filters: 2 }, 3, 1);
  const x = values([1, 6, 7, 3], 1);
  const painted = tf.add(tf.mul(x, mask), tf.mul(tf.sub(1, mask), 9));
  assert.equal(apart(apply(layer, x, mask)[0], apply(layer, painted, mask)[0]), 0);
});

test("gradients of weights and features are those of finite differences, and a hole's feature has none", () => {
  const mask = maskOf("scattered", 5, 5, 1);
  const x = values([1, 5, 5, 2], 3) as tf.Tensor4D;
  const layer = layerOf({ filters: 2 }, 2, 1);
  const weigh = values([1, 5, 5, 2], 7);
  const [kernel, bias] = layer.getWeights().map((weight) => weight.clone());
  const loss = (input: tf.Tensor, weights: tf.Tensor[]): tf.Scalar => {
    layer.setWeights(weights);
    return tf.sum(tf.mul(apply(layer, input, mask)[0], weigh));
  };
  const step = 0.125; // the result is linear in each, so any step is exact but for rounding
  const moved = (tensor: tf.Tensor, at: number): tf.Tensor => {
    const data = tensor.dataSync().slice();
    data[at] += step;
    return tf.tensor(data, tensor.shape);
  };
  const base = loss(x, [kernel, bias]).dataSync()[0];
  const { grads } = tf.variableGrads(() => tf.sum(tf.mul(apply(layer, x, mask)[0], weigh)));
  const [ofKernel, ofBias] = layer.trainableWeights.map((weight) => grads[weight.name] ?? grads[weight.originalName]);
  const ofInput = tf
    .grad((input) => tf.sum(tf.mul(apply(layer, input, mask)[0], weigh)))(x)
    .dataSync();
  const near = (found: number, gradient: number): void =>
    assert.ok(Math.abs(found - gradient) < 1e-3, `${found} ${gradient}`);
  for (const at of [0, 7, 20, 35])
    near((loss(x, [moved(kernel, at), bias]).dataSync()[0] - base) / step, ofKernel.dataSync()[at]);
  for (const at of [0, 1])
    near((loss(x, [kernel, moved(bias, at)]).dataSync()[0] - base) / step, ofBias.dataSync()[at]);
  for (const at of [0, 9, 22, 47]) near((loss(moved(x, at), [kernel, bias]).dataSync()[0] - base) / step, ofInput[at]);
  const known = mask.dataSync();
  ofInput.forEach((gradient, i) => known[Math.floor(i / 2)] === 0 && assert.ok(gradient === 0));
  assert.deepEqual(
    layer.trainableWeights.map(({ shape }) => shape),
    [[3, 3, 2, 2], [2]],
  );
  assert.deepEqual(layer.nonTrainableWeights, []);
});

test("a network of it is saved with its settings; activations", async () => {
  const features = tf.input({ shape: [8, 8, 3] });
  const mask = tf.input({ shape: [8, 8, 1] });
  const settings = { filters: 2, kernelSize: 5, strides: 2, activation: "leakyRelu", useBias: true } as const;
  const outputs = new PartialConv2D({ name: "partial", ...settings }).apply([features, mask]) as tf.SymbolicTensor[];
  const model = tf.model({ inputs: [features, mask], outputs });
  const config = model.getLayer("partial").getConfig();
  assert.deepEqual(Object.fromEntries(Object.keys(settings).map((name) => [name, config[name]])), { ...settings });
  const copy = await tf.models.modelFromJSON({
    modelTopology: JSON.parse(JSON.stringify(model.toJSON(null, false))),
  });
  copy.setWeights(model.getWeights());
  const given = [values([1, 8, 8, 3], 4), maskOf("scattered", 8, 8, 1)];
  const [wanted, wantedMask] = model.apply(given) as tf.Tensor[];
  const [found, foundMask] = copy.apply(given) as tf.Tensor[];
  assert.deepEqual([apart(found, wanted), apart(foundMask, wantedMask)], [0, 0]);
  assert.ok(tf.min(wanted).dataSync()[0] < 0, "leaky ReLU lets something below 0 through");
  const relu = layerOf({ filters: 2, activation: "relu" }, 3, 1);
  assert.equal(tf.min(apply(relu, given[0], given[1])[0]).dataSync()[0], 0);
});

test("one input, or a mask of another number of channels, is refused with the way out", () => {
  assert.throws(() => new PartialConv2D({ filters: 2 }).build([null, 8, 8, 3]), {
    message: "Expected features and their mask as inputs of a partial convolution, but received one. Give both.",
  });
  assert.throws(
    () =>
      new PartialConv2D({ filters: 2 }).build([
        [null, 8, 8, 3],
        [null, 8, 8, 2],
      ]),
    {
      message:
        "Expected a mask of 1 or 3 channels for features of 3, but received 2. " +
        "Join masks as their features are joined, or give one for all channels.",
    },
  );
});
