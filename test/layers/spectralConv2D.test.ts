import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { spectralNormalisation, SpectralConv2D, type SpectralConv2DArgs } from "../../src/layers/spectralConv2D";
import { startEngine } from "../../src/node/engine/startEngine";
import { loadModel, saveModel } from "../../src/node/store/modelFiles";
import { compileTraced } from "../../src/node/tracedGraph/compile";
import { runEagerly, type CompileStep } from "../../src/training/step";
import { temporaryFolder } from "../support/temporaryFolder";
import { values } from "./partialOutputs";

interface Case {
  readonly size: number;
  readonly channels: number;
  readonly filters: number;
  readonly rounds: readonly { readonly rounds: number; readonly sigma: number; readonly vector: number[] }[];
  /** The largest singular value. */
  readonly largest: number;
  readonly gradient: number[];
}

const cases = JSON.parse(readFileSync(join(__dirname, "../fixtures/spectral-norm.json"), "utf8")) as readonly Case[];

before(async () => {
  await startEngine({ quiet: true });
});

const kernelOf = ({ size, channels, filters }: Case, seed = 1): tf.Tensor4D =>
  values([size, size, channels, filters], seed) as tf.Tensor4D;
const vectorOf = ({ filters }: Case): tf.Tensor2D => values([filters, 1], 2) as tf.Tensor2D;
const apart = (a: tf.Tensor, b: tf.Tensor): number => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0];

test(`${cases.length} kernels: 60 rounds as NumPy goes them, which end at the largest singular value`, () => {
  assert.equal(cases.length, 4);
  for (const one of cases) {
    const kernel = kernelOf(one);
    let vector = vectorOf(one);
    for (let round = 1; round <= 60; round++) {
      const normalised = spectralNormalisation(kernel, vector);
      vector = normalised.vector;
      const wanted = one.rounds.find(({ rounds }) => rounds === round);
      if (wanted === undefined) continue;
      assert.ok(apart(tf.mul(normalised.kernel, wanted.sigma), kernel) < 1e-5, `round ${round}`);
      assert.ok(apart(vector, tf.tensor2d(wanted.vector, [one.filters, 1])) < 1e-4, `round ${round}`);
    }
    const { sigma } = one.rounds[one.rounds.length - 1];
    assert.ok(Math.abs(sigma / one.largest - 1) < 0.01, `${sigma} ${one.largest}`);
  }
});

test("the gradient is the paper's, both singular vectors held", () => {
  for (const one of cases) {
    const weights = kernelOf(one, 3);
    const of = (kernel: tf.Tensor): tf.Scalar =>
      tf.sum(tf.mul(weights, spectralNormalisation(kernel as tf.Tensor4D, vectorOf(one)).kernel));
    const gradient = tf.grad(of)(kernelOf(one));
    assert.ok(apart(gradient, tf.tensor(one.gradient, gradient.shape)) < 1e-5, JSON.stringify(gradient.shape));
  }
  const zeros = tf.zeros([3, 3, 2, 4]) as tf.Tensor4D;
  const vector = tf.ones([4, 1]) as tf.Tensor2D;
  const ofZeros = tf.grad((kernel) => tf.sum(spectralNormalisation(kernel as tf.Tensor4D, vector).kernel))(zeros);
  assert.ok(ofZeros.dataSync().every(Number.isFinite), "a kernel of zeros has one too");
});

const traced: CompileStep = (step) =>
  compileTraced(step, {
    warn: (message) => {
      throw new Error(message);
    },
  });

for (const [name, compile] of [
  ["eager", runEagerly],
  ["traced", traced],
] as const) {
  test(`${name}: a layer goes a round further in training; otherwise it takes what the next one gives, and stays`, () => {
    const one = cases[1];
    const layer = new SpectralConv2D({ filters: one.filters, kernelSize: one.size });
    layer.build([null, 5, 5, one.channels]);
    const [kernel, bias] = [kernelOf(one), values([one.filters], 5)];
    layer.setWeights([kernel, bias, vectorOf(one)]);
    const x = values([2, 5, 5, one.channels], 4) as tf.Tensor4D;
    const wanted = (round: number): tf.Tensor =>
      tf.add(tf.conv2d(x, tf.div<tf.Tensor4D>(kernel, one.rounds[round - 1].sigma), 1, "same"), bias);
    const train = compile(({ input }) => ({ y: layer.apply(input, { training: true }) as tf.Tensor }));
    assert.ok(apart(train({ input: x }).y, wanted(1)) < 1e-5);
    for (let again = 0; again < 2; again++) assert.ok(apart(layer.apply(x) as tf.Tensor, wanted(2)) < 1e-5);
    assert.ok(apart(train({ input: x }).y, wanted(2)) < 1e-5);
    assert.ok(apart(layer.getWeights()[2], tf.tensor2d(one.rounds[1].vector, [one.filters, 1])) < 1e-5);
    train.dispose?.();
  });
}

test("places of both paddings and strides; the vector is saved, is no parameter, and its seed decides it", async () => {
  const settings: readonly Omit<SpectralConv2DArgs, "filters">[] = [
    { kernelSize: 4, strides: 2, seed: 3 },
    { kernelSize: 3, padding: "valid", seed: 3 },
    { kernelSize: 3, strides: 2, padding: "valid", seed: 3 },
  ];
  for (const more of settings) {
    const input = tf.input({ shape: [7, 6, 2] });
    const layer = new SpectralConv2D({ name: "spectral", filters: 3, ...more });
    const model = tf.model({ inputs: input, outputs: layer.apply(input) as tf.SymbolicTensor });
    assert.deepEqual([layer.trainableWeights.length, layer.nonTrainableWeights.length], [2, 1]);
    const x = values([2, 7, 6, 2], 4);
    const y = model.apply(x, { training: true }) as tf.Tensor;
    assert.deepEqual(y.shape.slice(1), model.outputs[0].shape.slice(1));
    const folder = join(temporaryFolder("spectral-"), "model");
    await saveModel(model, folder);
    const loaded = await loadModel(folder);
    const { name: _, ...config } = loaded.getLayer("spectral").getConfig();
    assert.deepEqual(
      [config.kernelSize, config.strides, config.padding, config.seed],
      [more.kernelSize, more.strides ?? 1, more.padding ?? "same", 3],
    );
    assert.deepEqual((loaded.apply(x) as tf.Tensor).dataSync(), (model.apply(x) as tf.Tensor).dataSync());
    loaded.dispose();
    model.dispose();
  }
  const [first, same, other] = [1, 1, 2].map((seed) => {
    const layer = new SpectralConv2D({ filters: 4, kernelSize: 1, seed });
    layer.build([null, 1, 1, 1]);
    return layer.getWeights()[2].dataSync();
  });
  assert.deepEqual(first, same);
  assert.notDeepEqual(first, other);
});
