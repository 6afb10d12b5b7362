// Gradients of a traced step against the same step run eagerly, layer by layer. Bound: 1e-5 of the gradient's norm.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { startEngine } from "../../../src/node/engine/startEngine";
import { compileTraced } from "../../../src/node/tracedGraph/compile";
import type { TensorFunction, TensorMap } from "../../../src/node/tracedGraph/graph";
import { ArticlePartialConv2D } from "../../../src/layers/articlePartialConv2D";
import { BatchNormalization } from "../../../src/layers/batchNormalization";
import { SeededDropout } from "../../../src/layers/dropout";
import { JoinMasked, RepeatMask, SplitMask } from "../../../src/layers/maskChannels";
import { PartialConv2D } from "../../../src/layers/partialConv2D";
import { withStepSeed } from "../../../src/layers/stepSeed";

before(async () => {
  assert.equal((await startEngine({ purpose: "training", quiet: true })).backend, "tensorflow");
});

const init = (seed: number): ReturnType<typeof tf.initializers.glorotNormal> => tf.initializers.glorotNormal({ seed });
const conv = (filters: number, seed: number, more = {}): tf.layers.Layer =>
  tf.layers.conv2d({
    filters,
    kernelSize: 3,
    padding: "same",
    kernelInitializer: init(seed),
    activation: "relu",
    ...more,
  });

/** Networks from [8,8,3] images, each with the layer under test between two layers with weights. */
const networks: { readonly [name: string]: (input: tf.SymbolicTensor) => tf.SymbolicTensor } = {
  convolution: (input) => apply(input, conv(4, 1), conv(2, 2)),
  "convolution with strides": (input) => apply(input, conv(4, 1, { strides: 2 }), conv(2, 2)),
  "transposed convolution": (input) =>
    apply(
      input,
      conv(4, 1),
      tf.layers.conv2dTranspose({ filters: 3, kernelSize: 4, strides: 2, padding: "same", kernelInitializer: init(3) }),
    ),
  dense: (input) =>
    apply(input, conv(4, 1), tf.layers.flatten(), tf.layers.dense({ units: 5, kernelInitializer: init(2) })),
  "max-pooling": (input) =>
    apply(input, conv(4, 1), tf.layers.maxPooling2d({ poolSize: 2, padding: "same" }), conv(2, 2)),
  "average pooling": (input) => apply(input, conv(4, 1), tf.layers.averagePooling2d({ poolSize: 2 }), conv(2, 2)),
  "up-sampling, nearest": (input) => apply(input, conv(4, 1), tf.layers.upSampling2d({ size: [2, 2] }), conv(2, 2)),
  "up-sampling, bilinear": (input) =>
    apply(input, conv(4, 1), tf.layers.upSampling2d({ size: [2, 2], interpolation: "bilinear" }), conv(2, 2)),
  concatenation: (input) =>
    apply(
      tf.layers.concatenate().apply([apply(input, conv(4, 1)), apply(input, conv(3, 2))]) as tf.SymbolicTensor,
      conv(2, 3),
    ),
  "batch normalisation": (input) => apply(input, conv(4, 1), tf.layers.batchNormalization(), conv(2, 2)),
  "batch normalisation as one operation, before ReLU and leaky ReLU, and frozen": (input) => {
    const { reLU, leakyReLU } = tf.layers;
    const plain = { useBias: false, activation: "linear" };
    const first = apply(input, conv(4, 1, plain), new BatchNormalization(), reLU());
    const second = apply(
      first,
      conv(5, 2, { ...plain, strides: 2 }),
      new BatchNormalization(),
      leakyReLU({ alpha: 0.2 }),
    );
    return apply(second, conv(3, 3, plain), new BatchNormalization({ frozen: true }), conv(2, 4));
  },
  "partial convolutions, the mask from layer to layer": (input) => {
    const [image, mask] = new SplitMask({}).apply(input) as tf.SymbolicTensor[];
    const partial = (x: tf.SymbolicTensor[], strides: number, seed: number): tf.SymbolicTensor[] =>
      new PartialConv2D({ filters: 3, strides, activation: "relu", kernelInitializer: init(seed) }).apply(
        x,
      ) as tf.SymbolicTensor[];
    const [features] = partial(partial([image, mask], 2, 1), 1, 2);
    return apply(features, conv(2, 3));
  },
  "the article's partial convolutions, the mask's kernel trained along": (input) => {
    const [image, mask] = new SplitMask({}).apply(input) as tf.SymbolicTensor[];
    const partial = (x: tf.SymbolicTensor[], strides: number, seed: number): tf.SymbolicTensor[] =>
      new ArticlePartialConv2D({ filters: 3, strides, activation: "relu", kernelInitializer: init(seed) }).apply(
        x,
      ) as tf.SymbolicTensor[];
    const masks = apply(mask, new RepeatMask({ channels: 2 }));
    const [features] = partial(partial([image, masks], 2, 1), 1, 2);
    return apply(features, conv(2, 3));
  },
  "batch normalisation between partial convolutions, features joined with their masks": (input) => {
    const [image, mask] = new SplitMask({}).apply(input) as tf.SymbolicTensor[];
    const partial = (x: tf.SymbolicTensor[], seed: number, shares = false): tf.SymbolicTensor[] =>
      new PartialConv2D({ filters: 3, shares, useBias: shares, kernelInitializer: init(seed) }).apply(
        x,
      ) as tf.SymbolicTensor[];
    const [features, known] = partial([image, mask], 1);
    const normalised = apply(features, new BatchNormalization());
    const joined = new JoinMasked({}).apply([normalised, known, image, mask]) as tf.SymbolicTensor[];
    return apply(partial(joined, 2, true)[0], conv(2, 3));
  },
  dropout: (input) => apply(input, conv(4, 1), new SeededDropout({ rate: 0.4, name: "drop" }), conv(2, 2)),
};

for (const [name, build] of Object.entries(networks)) {
  test(`${name}: traced gradients equal eager ones`, () => {
    const { step, inputs, model } = gradientStep(build);
    const traced = compileTraced(step, { warn: assert.fail });
    const kept = model.weights.map((weight) => weight.read().clone());
    for (let call = 0; call < 3; call++) {
      setWeights(model, kept);
      const eager = tf.tidy(() => step(inputs[call]));
      const movedEagerly = values(model);
      setWeights(model, kept);
      const graph = traced(inputs[call]);
      const movedTraced = values(model);
      assert.deepEqual(Object.keys(graph), Object.keys(eager));
      for (const key of Object.keys(eager))
        assertClose(graph[key], eager[key], 1e-5, `${name}, call ${call + 1}, ${key}`);
      movedEagerly.forEach((weight, i) =>
        assertArrayClose(movedTraced[i], weight, 1e-6, `weight ${i} after call ${call + 1}`),
      );
      tf.dispose([eager, graph]);
    }
    traced.dispose();
    tf.dispose(inputs);
    tf.dispose(kept);
    model.dispose();
  });
}

test("batch normalisation: a traced step moves its averages", () => {
  const { step, inputs, model } = gradientStep(networks["batch normalisation"]);
  const traced = compileTraced(step);
  const first = values(model);
  tf.dispose(traced(inputs[0]));
  const second = values(model);
  const moved = second.filter((weight, i) => weight.some((value, k) => value !== first[i][k]));
  assert.equal(moved.length, 2);
  traced.dispose();
  model.dispose();
});

test("dropout: differs between two seeds and repeats with the first one", () => {
  const { step, inputs, model } = gradientStep(networks.dropout);
  const traced = compileTraced(step);
  const lossOf = (call: number): number =>
    tf.tidy(() => traced({ ...inputs[0], seed: inputs[call].seed }).loss.dataSync()[0]);
  const first = lossOf(0);
  assert.notEqual(lossOf(1), first);
  assert.equal(lossOf(0), first);
  traced.dispose();
  model.dispose();
});

function apply(input: tf.SymbolicTensor, ...layers: tf.layers.Layer[]): tf.SymbolicTensor {
  return layers.reduce((tensor, layer) => layer.apply(tensor) as tf.SymbolicTensor, input);
}

/** A step that gives the squared output and its gradients, and three sets of inputs for it. */
function gradientStep(build: (input: tf.SymbolicTensor) => tf.SymbolicTensor): {
  step: TensorFunction;
  inputs: TensorMap[];
  model: tf.LayersModel;
} {
  const input = tf.input({ shape: [8, 8, 3] });
  const model = tf.model({ inputs: input, outputs: build(input) });
  const parameters = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const step: TensorFunction = ({ images, seed }) =>
    withStepSeed(seed as tf.Tensor1D, () => {
      const { value, grads } = tf.variableGrads(
        () => tf.mean(tf.square(model.apply(images, { training: true }) as tf.Tensor)) as tf.Scalar,
        parameters,
      );
      return {
        loss: value,
        ...Object.fromEntries(parameters.map((parameter, i) => [`gradient${i}`, grads[parameter.name]])),
      };
    });
  const inputs = [11, 12, 13].map((seed): TensorMap => ({
    images: tf.randomUniform([6, 8, 8, 3], 0, 1, "float32", seed),
    seed: tf.tensor1d([seed, 7], "int32"),
  }));
  return { step, inputs, model };
}

function setWeights(model: tf.LayersModel, values: tf.Tensor[]): void {
  model.weights.forEach((weight, i) => (weight.read() as tf.Variable).assign(values[i]));
}

function values(model: tf.LayersModel): Float32Array[] {
  return model.weights.map((weight) => weight.read().dataSync().slice() as Float32Array);
}

function assertClose(actual: tf.Tensor, expected: tf.Tensor, bound: number, what: string): void {
  assert.deepEqual(actual.shape, expected.shape);
  assertArrayClose(actual.dataSync() as Float32Array, expected.dataSync() as Float32Array, bound, what);
}

function assertArrayClose(actual: Float32Array, expected: Float32Array, bound: number, what: string): void {
  const norm = Math.hypot(...expected);
  const error = Math.hypot(...expected.map((value, i) => value - actual[i]));
  assert.ok(error <= bound * norm, `${what}: differs by ${(error / norm).toExponential(1)} of its norm`);
}
