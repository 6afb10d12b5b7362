import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { ChannelwiseDense } from "../../src/layers/channelwiseDense";
import { startEngine } from "../../src/node/engine/startEngine";
import { loadModel, saveModel } from "../../src/node/store/modelFiles";
import { compileTraced } from "../../src/node/tracedGraph/compile";
import { temporaryFolder } from "../support/temporaryFolder";
import { values } from "./partialOutputs";

interface Case {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly bias: boolean;
  readonly out: number[];
}

const { layer: cases } = JSON.parse(readFileSync(join(__dirname, "../fixtures/context-encoder.json"), "utf8")) as {
  readonly layer: readonly Case[];
};

before(async () => {
  await startEngine({ quiet: true });
});

/** A layer with the fixture's weights. */
function layerOf({
  height,
  width,
  channels,
  bias,
}: Pick<Case, "height" | "width" | "channels" | "bias">): ChannelwiseDense {
  const layer = new ChannelwiseDense({ useBias: bias });
  layer.build([null, height, width, channels]);
  const places = height * width;
  const kernel = values([channels, places, places], 2);
  layer.setWeights(bias ? [kernel, values([channels, places], 3)] : [kernel]);
  return layer;
}

const apart = (a: tf.Tensor, b: tf.Tensor): number => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0];

test(`${cases.length} cases written out place by place in NumPy, eager and traced`, () => {
  assert.equal(cases.length, 8);
  for (const one of cases) {
    const { count, height, width, channels, out } = one;
    const layer = layerOf(one);
    const x = values([count, height, width, channels], 1);
    const wanted = tf.tensor(out, [count, height, width, channels]);
    assert.ok(apart(layer.apply(x) as tf.Tensor, wanted) < 1e-5, JSON.stringify([height, width, channels]));
    const traced = compileTraced(({ input }) => ({ output: layer.apply(input) as tf.Tensor }), {
      warn: (message) => assert.fail(message),
    });
    for (let call = 0; call < 2; call++) assert.ok(apart(traced({ input: x }).output, wanted) < 1e-5);
    traced.dispose();
    assert.deepEqual(layer.computeOutputShape([null, height, width, channels]), [null, height, width, channels]);
  }
});

test("m·n⁴ weights and m·n² biases; a channel hears nothing of another", () => {
  const layer = layerOf({ height: 4, width: 4, channels: 3, bias: true });
  assert.equal(layer.countParams(), 3 * 4 ** 4 + 3 * 4 ** 2);
  assert.equal(layerOf({ height: 4, width: 4, channels: 3, bias: false }).countParams(), 3 * 4 ** 4);
  const x = values([1, 4, 4, 3], 1);
  const changed = tf.add(x, tf.tensor1d([0, 1, 0]));
  const moved = tf.max(tf.abs(tf.sub(layer.apply(changed) as tf.Tensor, layer.apply(x) as tf.Tensor)), [0, 1, 2]);
  const [first, second, third] = moved.dataSync();
  assert.ok(first === 0 && third === 0 && second > 0.1, `${first} ${second} ${third}`);
});

test("gradients of weights, biases and input are those of finite differences", () => {
  const layer = layerOf({ height: 3, width: 2, channels: 2, bias: true });
  const x = values([2, 3, 2, 2], 4);
  const weigh = values([2, 3, 2, 2], 7);
  const [kernel, bias] = layer.getWeights().map((weight) => weight.clone());
  const loss = (input: tf.Tensor, weights: tf.Tensor[]): number => {
    layer.setWeights(weights);
    return tf.sum(tf.mul(layer.apply(input) as tf.Tensor, weigh)).dataSync()[0];
  };
  const step = 0.125; // the result is linear in each, so any step is exact but for rounding
  const moved = (tensor: tf.Tensor, at: number): tf.Tensor => {
    const data = tensor.dataSync().slice();
    data[at] += step;
    return tf.tensor(data, tensor.shape);
  };
  const of = (input: tf.Tensor): tf.Scalar => tf.sum(tf.mul(layer.apply(input) as tf.Tensor, weigh));
  const { grads } = tf.variableGrads(() => of(x));
  const [ofKernel, ofBias] = layer.trainableWeights.map(({ name, originalName }) => grads[name] ?? grads[originalName]);
  const ofInput = tf.grad(of)(x).dataSync();
  const base = loss(x, [kernel, bias]);
  const near = (found: number, gradient: number): void =>
    assert.ok(Math.abs((found - base) / step - gradient) < 1e-3, `${(found - base) / step} ${gradient}`);
  kernel.dataSync().forEach((_, at) => near(loss(x, [moved(kernel, at), bias]), ofKernel.dataSync()[at]));
  bias.dataSync().forEach((_, at) => near(loss(x, [kernel, moved(bias, at)]), ofBias.dataSync()[at]));
  ofInput.forEach((gradient, at) => near(loss(moved(x, at), [kernel, bias]), gradient));
});

test("initial weights are Glorot's for one channel's matrix, and the seed decides them", () => {
  const [one, same, other] = [5, 5, 6].map((seed) => {
    const layer = new ChannelwiseDense({ seed });
    layer.build([null, 4, 4, 8]);
    return layer.getWeights()[0].dataSync();
  });
  assert.deepEqual(one, same);
  assert.notDeepEqual(one, other);
  const limit = Math.sqrt(6 / (16 + 16));
  const largest = Math.max(...one.map(Math.abs));
  assert.ok(largest <= limit && largest > 0.99 * limit, `${largest} of ${limit}`);
});

test("saved and loaded it gives the same bits, with and without a bias", async () => {
  for (const useBias of [true, false]) {
    const input = tf.input({ shape: [4, 4, 2] });
    const output = new ChannelwiseDense({ name: "channelwise", useBias, seed: 3 }).apply(input) as tf.SymbolicTensor;
    const model = tf.model({ inputs: input, outputs: output });
    const folder = join(temporaryFolder("channelwise-"), "model");
    await saveModel(model, folder);
    const loaded = await loadModel(folder);
    const { name: _, ...config } = loaded.getLayer("channelwise").getConfig();
    assert.deepEqual([config.useBias, config.seed], [useBias, 3]);
    const x = values([2, 4, 4, 2], 4);
    assert.deepEqual((loaded.apply(x) as tf.Tensor).dataSync(), (model.apply(x) as tf.Tensor).dataSync());
    model.dispose();
    loaded.dispose();
  }
});

test("an open size is refused with the way out", () => {
  assert.throws(() => new ChannelwiseDense().build([null, null, 4, 8]), {
    message:
      "Expected a fixed height, width and number of channels for a channel-wise dense layer, but received [any,4,8]. " +
      "Give the network's input a size.",
  });
});
