import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { buildContextEncoder, buildDiscriminator } from "../../src/models/contextEncoder";
import { startEngine } from "../../src/node/engine/startEngine";
import { loadModel, saveModel } from "../../src/node/store/modelFiles";
import { parametersOf } from "../../src/training/step";
import { temporaryFolder } from "../support/temporaryFolder";

interface Counted {
  readonly size: number;
  readonly width: number;
  readonly trained: number;
}

const fixture = JSON.parse(readFileSync(join(__dirname, "../fixtures/context-encoder.json"), "utf8")) as {
  readonly encoders: readonly (Counted & { readonly maskChannel: boolean })[];
  readonly discriminators: readonly Counted[];
};

before(async () => {
  await startEngine({ quiet: true });
});

/** Numbers that are trained. */
function trained(model: tf.LayersModel): number {
  return parametersOf(model).reduce((sum, { size }) => sum + size, 0);
}

/** A 4×4 convolution's weights and what its normalisation learns. */
const normalised = (from: number, to: number): number => 16 * from * to + 2 * to;

test("the published channels for 128×128 pixels: 6,047,683 parameters, by formula", () => {
  const encoder =
    16 * 3 * 64 + 64 + normalised(64, 64) + normalised(64, 128) + normalised(128, 256) + normalised(256, 512);
  const channelwise = 512 * 4 ** 4 + 512 * 4 ** 2;
  const joined = 512 * 512 + 2 * 512;
  const decoder =
    normalised(512, 256) + normalised(256, 128) + normalised(128, 64) + normalised(64, 64) + 16 * 64 * 3 + 3;
  const model = buildContextEncoder();
  assert.equal(trained(model), encoder + channelwise + joined + decoder);
  assert.equal(trained(model), 6_047_683);
  assert.deepEqual(model.getLayer("channelwise").outputShape, [null, 4, 4, 512]);
  assert.deepEqual(model.outputs[0].shape, [null, 128, 128, 3]);
  model.dispose();
});

test("the published discriminator of 64×64 pixels: 2,765,633 parameters, by formula", () => {
  const model = buildDiscriminator();
  const convolutions = 16 * 3 * 64 + 64 + normalised(64, 128) + normalised(128, 256) + normalised(256, 512);
  assert.equal(trained(model), convolutions + 4 * 4 * 512 + 1);
  assert.equal(trained(model), 2_765_633);
  assert.deepEqual(model.outputs[0].shape, [null, 1]);
  model.dispose();
});

test("with spectral normalisation 2,764,737, by formula; a vector for each layer beside them, and the kernels' scale says nothing", () => {
  const model = buildDiscriminator({ spectral: true });
  const convolution = (from: number, to: number): number => 16 * from * to + to;
  const convolutions = convolution(3, 64) + convolution(64, 128) + convolution(128, 256) + convolution(256, 512);
  assert.equal(trained(model), convolutions + 4 * 4 * 512 + 1);
  assert.equal(trained(model), 2_764_737);
  assert.deepEqual([model.outputs[0].shape, model.nonTrainableWeights.length], [[null, 1], 5]);
  model.dispose();
  const small = buildDiscriminator({ size: 32, width: 0.125, spectral: true });
  const x = tf.randomUniform([4, 32, 32, 3], 0, 1, "float32", 1);
  const logits = (small.apply(x) as tf.Tensor).dataSync();
  small.setWeights(small.getWeights().map((weight) => (weight.rank === 4 ? tf.mul(weight, 8) : weight)));
  (small.apply(x) as tf.Tensor).dataSync().forEach((logit, i) => {
    assert.ok(logit !== 0 && Math.abs(logit - logits[i]) < 1e-4 * Math.abs(logit), `${logit} ${logits[i]}`);
  });
  small.dispose();
});

test("Keras counts as many, at every size", () => {
  assert.deepEqual([fixture.encoders.length, fixture.discriminators.length], [4, 3]);
  for (const { trained: wanted, ...options } of fixture.encoders) {
    const model = buildContextEncoder(options);
    assert.equal(trained(model), wanted, JSON.stringify(options));
    assert.equal(model.inputs[0].shape[3], options.maskChannel ? 4 : 3);
    model.dispose();
  }
  for (const { trained: wanted, ...options } of fixture.discriminators) {
    const model = buildDiscriminator(options);
    assert.equal(trained(model), wanted, JSON.stringify(options));
    model.dispose();
  }
});

test("an image of the input's size with values in (0,1), near grey before training; every place of it sees every other", () => {
  const model = buildContextEncoder({ size: 32, width: 0.125 });
  const x = tf.randomUniform<tf.Rank.R4>([2, 32, 32, 3], 0, 1, "float32", 1);
  const y = model.apply(x, { training: true }) as tf.Tensor;
  assert.deepEqual(y.shape, [2, 32, 32, 3]);
  const [low, high] = [tf.min(y).dataSync()[0], tf.max(y).dataSync()[0]];
  assert.ok(low > 0 && high < 1, `${low} to ${high}`);
  const mean = tf.mean(y).dataSync()[0];
  assert.ok(Math.abs(mean - 0.5) < 0.1, `${mean}`);
  // Larger weights, so that what little comes through does not round away.
  model.setWeights(model.getWeights().map((weight) => (weight.rank === 4 ? tf.mul(weight, 8) : weight)));
  const first = tf.slice(x, [0, 0, 0, 0], [1, -1, -1, -1]);
  const corner = tf.tensor4d(
    Float32Array.from({ length: 32 * 32 * 3 }, (_, i) => Number(i < 3)),
    [1, 32, 32, 3],
  );
  const [plain, changed] = [first, tf.add(first, corner)].map((image) => (model.apply(image) as tf.Tensor).dataSync());
  assert.ok([...plain.slice(-3)].some((value, i) => value !== changed[changed.length - 3 + i]));
  model.dispose();
});

test("the seed decides the weights, deviation .02", () => {
  for (const build of [buildContextEncoder, buildDiscriminator]) {
    const [one, same, other] = [1, 1, 2].map((seed) => {
      const model = build({ size: 32, width: 0.25, seed });
      const second = model.layers.find(({ name }) => /^(down|judge)_2$/.test(name)) as tf.layers.Layer;
      const kernel = Array.from(second.getWeights()[0].dataSync());
      model.dispose();
      return kernel;
    });
    assert.deepEqual(one, same);
    assert.notDeepEqual(one, other);
    const deviation = Math.sqrt(one.reduce((sum, value) => sum + value * value, 0) / one.length);
    assert.ok(deviation > 0.019 && deviation < 0.021, `${deviation}`);
  }
});

test("both are saved and loaded with the same bits", async () => {
  for (const model of [
    buildContextEncoder({ size: 32, width: 0.125, maskChannel: true }),
    buildDiscriminator({ size: 16, width: 0.125 }),
    buildDiscriminator({ size: 16, width: 0.125, spectral: true }),
  ]) {
    const folder = join(temporaryFolder("context-encoder-"), "model");
    await saveModel(model, folder);
    const loaded = await loadModel(folder);
    const x = tf.randomUniform([1, ...(model.inputs[0].shape.slice(1) as number[])], 0, 1, "float32", 3);
    assert.deepEqual((loaded.apply(x) as tf.Tensor).dataSync(), (model.apply(x) as tf.Tensor).dataSync());
    model.dispose();
    loaded.dispose();
  }
});

test("sizes and widths that they cannot have are refused with the way out", () => {
  for (const size of [16, 48, 256]) {
    assert.throws(() => buildContextEncoder({ size }), {
      message: `Expected a context encoder's size to be 32, 64 or 128, but received ${size}. Use one of these.`,
    });
  }
  assert.throws(() => buildDiscriminator({ size: 24 }), {
    message: "Expected a discriminator's size to be a multiple of 16, but received 24. Use for example 64.",
  });
  for (const build of [buildContextEncoder, buildDiscriminator]) {
    assert.throws(() => build({ width: 0.3 }), {
      message: "Expected a width that makes 64 × width a whole number, but received 0.3. Use for example 0.25.",
    });
  }
});
