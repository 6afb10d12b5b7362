import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { imagesInMemory } from "../../../src/datasets/imageSource";
import { binaryCrossentropy } from "../../../src/losses/binaryCrossentropy";
import { masksInMemory } from "../../../src/masks/maskSource";
import { drawSquareMasks } from "../../../src/masks/square";
import { startEngine } from "../../../src/node/engine/startEngine";
import { firstStepInputs } from "../../../src/node/jupyter/firstStep";
import { randomStream } from "../../../src/random";
import { adam } from "../../../src/training/adam";
import { paintHolesBlack, runEagerly } from "../../../src/training/step";
import { trainingStep } from "../../../src/training/steps/supervised";
import { randomLayersNetwork, trainSupervised } from "../../training/smallTraining";

before(async () => {
  await startEngine({ purpose: "training", quiet: true });
});

const images = drawDeadLeaves({ trainCount: 6, testCount: 1 }).train.images;
const masks = drawSquareMasks(images.shape, randomStream(1, "test"));

test("the step on these inputs gives the trainer's first loss, also with layers that draw", async () => {
  const parts = {
    model: randomLayersNetwork(),
    loss: binaryCrossentropy,
    optimizer: adam(),
    prepareInput: paintHolesBlack,
  };
  const step = trainingStep(parts);
  const inputs = firstStepInputs(parts, images, masks, 4);
  assert.deepEqual(inputs.images.shape, [4, 32, 32, 3]);
  assert.ok(tf.max(inputs.images).dataSync()[0] <= 1);
  const results = runEagerly(step)(inputs);
  assert.ok(results.loss.dataSync()[0] > 0);
  // Without dropout the seed plays no part, and the trainer must begin with the very same loss.
  const plain = tf.sequential({
    layers: [
      tf.layers.conv2d({
        inputShape: [32, 32, 3],
        filters: 3,
        kernelSize: 3,
        padding: "same",
        activation: "sigmoid",
        kernelInitializer: tf.initializers.glorotUniform({ seed: 3 }),
      }),
    ],
  });
  const plainParts = { ...parts, model: plain };
  const first = runEagerly(trainingStep(plainParts))(firstStepInputs(plainParts, images, masks, 6));
  const source = imagesInMemory(images);
  const maskSource = masksInMemory(masks);
  const data = { train: source, validation: source, trainingMasks: () => maskSource, validationMasks: maskSource };
  const { log } = await trainSupervised({ model: plain, data, epochs: 1, seed: 1, batchSize: 6 });
  assert.ok(Math.abs(first.loss.dataSync()[0] - log[0].loss) < 1e-6);
});

test("more images than there are is refused", () => {
  const parts = {
    model: randomLayersNetwork(),
    loss: binaryCrossentropy,
    optimizer: adam(),
    prepareInput: paintHolesBlack,
  };
  assert.throws(() => firstStepInputs(parts, images, masks, 7), /Expected image positions from 0 to 5, but received 6/);
});
