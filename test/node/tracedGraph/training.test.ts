// Whole training steps, traced against eager: parameters after one step, the loss after many, and seeds that repeat.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { imagesInMemory } from "../../../src/datasets/imageSource";
import { firstImages, imageBatch, sliceImages, type ImageBatch } from "../../../src/images/batch";
import { masksDrawnOneByOne, masksInMemory } from "../../../src/masks/maskSource";
import { drawSquareMasks } from "../../../src/masks/square";
import { buildReportAutoencoder } from "../../../src/models/reportAutoencoder";
import { SeededDropout } from "../../../src/layers/dropout";
import { startEngine } from "../../../src/node/engine/startEngine";
import { holdBytes } from "../../../src/node/engine/holdBytes";
import { compileTraced } from "../../../src/node/tracedGraph/compile";
import { randomStream } from "../../../src/random";
import { adam, adamW } from "../../../src/training/adam";
import type { Optimizer } from "../../../src/training/optimizer";
import { momentum, sgd } from "../../../src/training/sgd";
import type { CompileStep } from "../../../src/training/step";
import type { TrainingResult } from "../../../src/training/trainModel";
import { trainSupervised } from "../../training/smallTraining";

before(async () => {
  assert.equal((await startEngine({ purpose: "training", quiet: true })).backend, "tensorflow");
});

/** Smooth images of random colours, so that there is something to learn. */
function colourImages(count: number, seed: number): ImageBatch {
  const random = randomStream(seed, "test images");
  const data = new Uint8Array(count * 3072);
  for (let image = 0; image < count; image++) {
    const [r, g, b, slope] = [0, 1, 2, 3].map(() => random.integer(20, 120));
    for (let i = 0; i < 1024; i++)
      data.set(
        [r, g, b].map((value) => value + (slope * (i >> 5)) / 32),
        (image * 1024 + i) * 3,
      );
  }
  return imageBatch(data, [count, 32, 32, 3]);
}

const images = colourImages(400, 1);

interface Setting {
  readonly optimizer?: () => Optimizer;
  readonly epochs: number;
  readonly count: number;
  readonly batchSize: number;
  readonly build?: () => tf.LayersModel;
  readonly stopAfter?: number;
  /** Masks as a source that draws them one by one instead of as a set in memory. */
  readonly oneByOne?: boolean;
}

async function train(
  compileStep: CompileStep | undefined,
  setting: Setting,
  resumeFrom?: TrainingResult["state"],
): Promise<{ weights: Float32Array[]; losses: number[]; result: TrainingResult }> {
  const {
    epochs,
    count,
    batchSize,
    optimizer,
    build = buildReportAutoencoder,
    stopAfter = Infinity,
    oneByOne = false,
  } = setting;
  const train = firstImages(images, count);
  const model = build();
  const losses: number[] = [];
  const masks = drawSquareMasks(train.shape, randomStream(1, "masks"));
  const maskOf = (position: number): ImageBatch => sliceImages(masks, position, position + 1);
  const source = oneByOne ? masksDrawnOneByOne(count, maskOf) : masksInMemory(masks);
  let steps = 0;
  const result = await trainSupervised({
    model,
    epochs,
    seed: 1,
    batchSize,
    patience: null,
    optimizer: optimizer?.(),
    resumeFrom,
    compileStep,
    ...(compileStep && { holdData: holdBytes }),
    data: {
      train: imagesInMemory(train),
      validation: imagesInMemory(firstImages(train, 16)),
      trainingMasks: () => source,
      validationMasks: masksInMemory(firstImages(masks, 16)),
    },
    callbacks: {
      onStep: ({ loss }) => {
        losses.push(loss);
      },
    },
    shouldStop: () => ++steps >= stopAfter,
  });
  const weights = model.trainableWeights.map((weight) => weight.read().dataSync().slice() as Float32Array);
  model.dispose();
  return { weights, losses, result };
}

const norm = (values: Float32Array): number => Math.hypot(...values);
const apart = (a: Float32Array, b: Float32Array): Float32Array => a.map((value, i) => value - b[i]);

const optimizers: { readonly [name: string]: { make: () => Optimizer; adaptive: boolean } } = {
  "gradient descent": { make: () => sgd({ learningRate: 0.1 }), adaptive: false },
  momentum: { make: () => momentum({ learningRate: 0.1 }), adaptive: false },
  Adam: { make: () => adam(), adaptive: true },
  AdamW: { make: () => adamW(), adaptive: true },
};
/** The report's network with biases that are not 0: a bias of 0 has no norm but that of the step itself. */
function withDrawnBiases(): tf.LayersModel {
  const model = buildReportAutoencoder();
  model.weights.forEach((weight, i) => {
    if (weight.shape.length === 1)
      (weight.read() as tf.Variable).assign(tf.randomNormal(weight.shape as number[], 0, 0.1, "float32", i));
  });
  return model;
}

for (const [name, { make, adaptive }] of Object.entries(optimizers)) {
  test(`${name}: one traced step moves the parameters as one eager step does`, async () => {
    const start = withDrawnBiases();
    const before = start.trainableWeights.map((weight) => weight.read().dataSync().slice() as Float32Array);
    start.dispose();
    const setting = { optimizer: make, epochs: 1, count: 32, batchSize: 32, build: withDrawnBiases };
    const eager = await train(undefined, setting);
    const traced = await train(compileTraced, setting);
    eager.weights.forEach((weight, i) => {
      assert.ok(norm(apart(weight, before[i])) > 0);
      const bound = adaptive ? 1e-4 * norm(apart(weight, before[i])) : 1e-6 * norm(weight);
      const error = norm(apart(traced.weights[i], weight));
      assert.ok(error <= bound, `parameter ${i} differs by ${error}, bound ${bound}`);
    });
  });
}

test("200 steps of the report's network end within 1e-4 of the same loss", async () => {
  // Half the report's rate: at the whole one the training itself lets rounding grow to 1e-4, with either sign.
  const setting = { epochs: 20, count: 310, batchSize: 31, optimizer: () => adam({ learningRate: 5e-4 }) };
  const eager = await train(undefined, setting);
  const traced = await train(compileTraced, setting);
  assert.equal(eager.losses.length, 200);
  assert.ok(traced.losses[199] < traced.losses[0] - 0.01, "nothing was learned");
  assert.ok(
    Math.abs(traced.losses[199] - eager.losses[199]) <= 1e-4,
    `${traced.losses[199]} against ${eager.losses[199]}`,
  );
});

test("one seed twice gives the same bits, and so does a run continued in the middle, dropout and a smaller last batch included", async () => {
  const build = (): tf.LayersModel =>
    tf.sequential({
      layers: [
        tf.layers.conv2d({
          inputShape: [32, 32, 3],
          filters: 4,
          kernelSize: 3,
          padding: "same",
          activation: "relu",
          kernelInitializer: tf.initializers.glorotNormal({ seed: 1 }),
        }),
        new SeededDropout({ rate: 0.3, name: "drop" }),
        tf.layers.batchNormalization(),
        tf.layers.conv2d({
          filters: 3,
          kernelSize: 3,
          padding: "same",
          activation: "sigmoid",
          kernelInitializer: tf.initializers.glorotNormal({ seed: 2 }),
        }),
      ],
    });
  const setting = { epochs: 3, count: 50, batchSize: 16, build };
  const first = await train(compileTraced, setting);
  const second = await train(compileTraced, setting);
  assert.deepEqual(second.weights, first.weights);
  const part = await train(compileTraced, { ...setting, stopAfter: 6 });
  assert.equal(part.result.outcome, "interrupted");
  const rest = await train(compileTraced, setting, part.result.state);
  assert.deepEqual(rest.weights, first.weights);
  assert.deepEqual(rest.result.log, first.result.log);
});

test("masks drawn one by one, whose batches are copied, give the bits of the same masks held as bytes", async () => {
  const setting = { epochs: 2, count: 50, batchSize: 16 };
  const held = await train(compileTraced, setting);
  const drawn = await train(compileTraced, { ...setting, oneByOne: true });
  assert.deepEqual(drawn, held);
});
