// The autoencoders: what they share with the context encoder, and that their loss is that of the whole image.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import { experimentNamed } from "../../src/experiments";
import { experimentImages } from "../../src/experiments/images";
import { planRun } from "../../src/experiments/plan";
import { buildNetwork, trainingOf } from "../../src/experiments/trainingOf";
import { startEngine } from "../../src/node/engine/startEngine";
import { networkInputs } from "../../src/training/networkInput";
import { near } from "../metrics/near";

const dataset = drawDeadLeaves({ trainCount: 20, testCount: 2 });

before(async () => {
  await startEngine({ quiet: true });
});

test("samples, images, batches and optimiser are the context encoder's, and the network but for its mask channel", () => {
  const context = experimentNamed("context-joint");
  for (const name of ["autoencoder-plain", "autoencoder-denoising"]) {
    const { trainImages, epochs, batchSize, seed, network, step } = experimentNamed(name);
    const wanted = { trainImages: 40_000, epochs: 5, batchSize: 64, seed: 1 };
    assert.deepEqual({ trainImages, epochs, batchSize, seed }, wanted);
    assert.deepEqual([context.trainImages, context.epochs, context.batchSize, context.seed], Object.values(wanted));
    assert.deepEqual(step.optimizer, context.step.optimizer);
    assert.deepEqual([step.kind, step.loss, step.adversarial], ["supervised", "meanSquaredError", undefined]);
    assert.deepEqual({ ...network.options, maskChannel: true }, context.network.options);
    assert.equal(network.name, context.network.name);
  }
});

for (const [name, hidden] of [
  ["autoencoder-plain", false],
  ["autoencoder-denoising", true],
] as const) {
  test(`${name}: ${hidden ? "half of the pixels are black" : "nothing is hidden"}, and every pixel's error counts`, () => {
    const config = planRun(experimentNamed(name), dataset, { settings: { "network.options.width": 0.0625 } });
    const model = buildNetwork(config);
    const { step, data } = trainingOf(config, model, experimentImages(config, dataset));
    tf.tidy(() => {
      const images = tf.tensor4d(data.train.batch([0, 1, 2]).data, [3, 32, 32, 3]);
      const masks = data.trainingMasks(1).batch([0, 1, 2]);
      const knownMask = tf.tensor4d(Float32Array.from(masks.data), [3, 32, 32, 1]);
      const input = networkInputs[config.input](images, knownMask);
      const share = tf.mean(tf.cast(tf.equal(input, 0), "float32")).dataSync()[0];
      assert.ok(hidden ? Math.abs(share - 0.5) < 0.1 : share < 0.1, String(share));
      const { loss } = step.evaluate(() => ({ images, knownMask }))({});
      const whole = tf.losses.meanSquaredError(images, model.apply(input) as tf.Tensor).dataSync()[0];
      near(loss.dataSync()[0], whole, 1e-6);
    });
    model.dispose();
  });
}
