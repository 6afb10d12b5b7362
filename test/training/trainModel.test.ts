// Small runs on drawn images. They show the loop's promises: same seed same bits, a run continued from any step ends like
// one that was never interrupted, no tensor is left behind, early stopping as Keras does it, a bad loss stops the run.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { mirrorAtRandom } from "../../src/augmentation/mirror";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import { imagesInMemory, shapeOf, type ImageSource } from "../../src/datasets/imageSource";
import { joinImages, range, type ImageBatch } from "../../src/images/batch";
import { masksDrawnOneByOne, masksInMemory, type MaskSource } from "../../src/masks/maskSource";
import { validationMasks, type MaskSetting } from "../../src/masks/plan";
import { drawRectangleMasks } from "../../src/masks/rectangle";
import { buildReportAutoencoder } from "../../src/models/reportAutoencoder";
import { startEngine } from "../../src/node/engine/startEngine";
import { imageCrossentropy } from "../../src/metrics/crossentropy";
import { randomStream } from "../../src/random";
import { copyBatches } from "../../src/training/batchSource";
import type { Optimizer } from "../../src/training/optimizer";
import { fillWithModel } from "../../src/training/predict";
import type { TrainingResult } from "../../src/training/trainModel";
import type { LogRow, TrainingState } from "../../src/training/state";
import {
  holdEverything,
  smallData,
  throughJson,
  trainSupervised,
  weightsText,
  type SupervisedTraining,
} from "./smallTraining";

before(async () => {
  await startEngine({ purpose: "training", quiet: true });
});

function options(masks: MaskSetting = "fixed", more: Partial<SupervisedTraining> = {}): SupervisedTraining {
  const model = buildReportAutoencoder({ seed: 1 });
  return { model, epochs: 3, seed: 1, batchSize: 64, patience: null, data: smallData(masks), ...more };
}

async function run(given: SupervisedTraining): Promise<{ result: TrainingResult; weights: string }> {
  return { result: await trainSupervised(given), weights: weightsText(given.model) };
}

test("same seed: identical log and weights; the loss falls; another seed differs", async () => {
  const first = await run(options());
  const again = await run(options());
  const other = await run(options("fixed", { seed: 2 }));
  assert.deepEqual(first.result.log, again.result.log);
  assert.equal(first.weights, again.weights);
  assert.notEqual(first.weights, other.weights);
  assert.equal(first.result.log.length, 3);
  assert.ok(first.result.log[2].valLoss < first.result.log[0].valLoss);
  assert.equal(first.result.outcome, "finished");
});

for (const masks of ["fixed", "fresh"] as const) {
  test(`interrupted at any step and continued, ${masks} masks: identical bits`, async () => {
    const whole = await run(options(masks));
    for (const stopAfter of [1, 4, 6, 9]) {
      let steps = 0;
      const cut = await trainSupervised(options(masks, { shouldStop: () => ++steps === stopAfter }));
      assert.equal(cut.outcome, "interrupted");
      const continued = await run(options(masks, { resumeFrom: throughJson(cut.state) }));
      assert.deepEqual(continued.result.log, whole.result.log);
      assert.equal(continued.weights, whole.weights);
    }
  });
}

test("a state that is taken between two steps is that of a run that was interrupted there, and taking it changes nothing", async () => {
  const states: TrainingState[] = [];
  const whole = await run(options());
  const watched = await run(
    options("fixed", { callbacks: { betweenSteps: (state) => void states.push(throughJson(state())) } }),
  );
  assert.deepEqual(watched, whole);
  assert.equal(states.length, 12);
  for (const at of [0, 3, 6]) {
    let steps = 0;
    const cut = await trainSupervised(options("fixed", { shouldStop: () => ++steps === at + 1 }));
    assert.deepEqual(states[at], throughJson(cut.state));
    assert.equal((await run(options("fixed", { resumeFrom: states[at] }))).weights, whole.weights);
  }
});

test("interrupted between two batches of the validation and continued: identical bits", async () => {
  const many = drawDeadLeaves({ trainCount: 1, testCount: 501 }).test.images;
  const masks = validationMasks("square8", many.shape, 1);
  const data = { ...smallData(), validation: imagesInMemory(many), validationMasks: masksInMemory(masks) };
  let asked = 0;
  const cut = await trainSupervised(options("fixed", { data, epochs: 2, shouldStop: () => ++asked === 5 }));
  assert.deepEqual([cut.outcome, cut.state.epoch, cut.state.step, cut.log], ["interrupted", 1, 4, []]);
  const whole = await run(options("fixed", { data, epochs: 2 }));
  const continued = await run(options("fixed", { data, epochs: 2, resumeFrom: throughJson(cut.state) }));
  assert.deepEqual(continued.result.log, whole.result.log);
  assert.equal(continued.weights, whole.weights);
});

test("augmented images are those of their epoch, also in a run that is continued", async () => {
  const asked: number[] = [];
  const data = smallData();
  const trainingImages = (epoch: number): ImageSource => {
    asked.push(epoch);
    return imagesInMemory(mirrorAtRandom(data.train.images, randomStream(1, "mirroring", epoch)));
  };
  const augmented = { ...data, trainingImages };
  const whole = await run(options("fixed", { data: augmented }));
  const plain = await run(options());
  assert.deepEqual(asked, [1, 2, 3]);
  assert.notEqual(whole.weights, plain.weights);
  let steps = 0;
  const cut = await trainSupervised(options("fixed", { data: augmented, shouldStop: () => ++steps === 6 }));
  const continued = await run(options("fixed", { data: augmented, resumeFrom: throughJson(cut.state) }));
  assert.deepEqual(asked, [1, 2, 3, 1, 2, 2, 3]);
  assert.equal(continued.weights, whole.weights);
});

test("masks drawn one by one give the bits of the same masks as a set in memory, also in a run that is continued", async () => {
  const small = smallData();
  const [count, ...size] = shapeOf(small.train);
  const drawOne = (epoch: number, position: number): ImageBatch =>
    drawRectangleMasks([1, ...size], randomStream(3, "one mask", epoch, position));
  const oneByOne = {
    ...small,
    trainingMasks: (epoch: number) => masksDrawnOneByOne(count, (position) => drawOne(epoch, position)),
    validationMasks: masksDrawnOneByOne(small.validation.count, (position) => drawOne(0, position)),
  };
  const setOf = (epoch: number, images: number): MaskSource =>
    masksInMemory(joinImages(Array.from(range(images), (position) => drawOne(epoch, position))));
  const inMemory = {
    ...small,
    trainingMasks: (epoch: number) => setOf(epoch, count),
    validationMasks: setOf(0, small.validation.count),
  };
  const drawn = await run(options("fixed", { data: oneByOne }));
  for (const holdData of [copyBatches, holdEverything()]) {
    const whole = await run(options("fixed", { data: inMemory, holdData }));
    assert.deepEqual(drawn.result, whole.result);
    assert.equal(drawn.weights, whole.weights);
  }
  assert.notEqual(drawn.weights, (await run(options())).weights);
  let steps = 0;
  const cut = await trainSupervised(options("fixed", { data: oneByOne, shouldStop: () => ++steps === 6 }));
  const continued = await run(options("fixed", { data: oneByOne, resumeFrom: throughJson(cut.state) }));
  assert.equal(continued.weights, drawn.weights);
});

test("the losses of a row are means over all images, whatever the batches: those of the network as it then is", async () => {
  const still: Optimizer = {
    name: "still",
    slots: 0,
    stepInputs: () => ({ size: 0 }),
    update: (parameter) => ({ parameter: tf.clone(parameter), state: [] }),
  };
  const given = options("fixed", { epochs: 1, optimizer: still, batchSize: 64, validationBatchSize: 7 });
  const { log } = await trainSupervised(given);
  const { train, validation, trainingMasks, validationMasks: masks } = given.data as ReturnType<typeof smallData>;
  for (const [images, { knownMask }, loss] of [
    [train.images, trainingMasks(1), log[0].loss],
    [validation.images, masks, log[0].valLoss],
  ] as const) {
    const filled = fillWithModel(given.model, images, knownMask);
    assert.ok(Math.abs(imageCrossentropy(images, filled) - loss) < 1e-5, `${loss}`);
  }
});

test("every epoch has every image once, in an order of its own, which the seed decides", async () => {
  const ordersOf = async (seed: number): Promise<number[][]> => {
    const small = smallData();
    const orders: number[][] = [];
    const trainingMasks = (epoch: number): MaskSource => {
      const order = (orders[epoch - 1] = [] as number[]);
      return masksDrawnOneByOne(small.train.count, (position) => {
        order.push(position);
        return drawRectangleMasks([1, 32, 32, 3], randomStream(3, "one mask", epoch, position));
      });
    };
    await run(options("fixed", { data: { ...small, trainingMasks }, seed }));
    return orders;
  };
  const orders = await ordersOf(1);
  const every = Array.from(range(200));
  assert.equal(orders.length, 3);
  for (const order of orders) {
    assert.deepEqual(
      [...order].sort((a, b) => a - b),
      every,
    );
    assert.notDeepEqual(order, every);
  }
  assert.notDeepEqual(orders[0], orders[1]);
  assert.notDeepEqual(orders[1], orders[2]);
  assert.deepEqual(await ordersOf(1), orders);
  assert.notDeepEqual((await ordersOf(2))[0], orders[0]);
});

test("no tensor is left behind by a step or a run", async () => {
  const given = options();
  const before = tf.memory().numTensors;
  const counts: number[] = [];
  await trainSupervised({ ...given, callbacks: { onStep: () => counts.push(tf.memory().numTensors) } });
  assert.equal(new Set(counts).size, 1);
  assert.equal(tf.memory().numTensors, before);
});

test("early stopping waits for `patience` epochs and restores the best weights", async () => {
  let afterFirst = "";
  const given = options("fixed", { epochs: 20, patience: 2 });
  const worse: Optimizer = {
    name: "worse",
    slots: 0,
    stepInputs: (step) => ({ size: step <= 4 ? 0 : 0.1 }), // nothing, then away from the minimum
    update: (p, g, _, { size }) => ({ parameter: tf.add(p, tf.mul(g, size)), state: [] }),
  };
  const onEpoch = ({ epoch }: LogRow): void => {
    if (epoch === 1) afterFirst = weightsText(given.model);
  };
  const result = await trainSupervised({ ...given, optimizer: worse, callbacks: { onEpoch } });
  assert.equal(result.outcome, "stoppedEarly");
  assert.equal(result.log.length, 3);
  assert.equal(weightsText(given.model), afterFirst);
});

test("where no patience is named, it is the report's: five epochs without a better loss", async () => {
  const { patience: _, ...given } = options("fixed", { epochs: 20 });
  const still: Optimizer = {
    name: "still",
    slots: 0,
    stepInputs: () => ({ size: 0 }),
    update: (parameter) => ({ parameter: tf.clone(parameter), state: [] }),
  };
  const result = await trainSupervised({ ...given, optimizer: still });
  assert.deepEqual([result.outcome, result.log.length], ["stoppedEarly", 6]);
});

test("a loss that is not finite stops the run and names epoch and step", async () => {
  const broken: Optimizer = {
    name: "broken",
    slots: 0,
    stepInputs: () => ({}),
    update: (p) => ({ parameter: tf.mul(p, NaN), state: [] }),
  };
  await assert.rejects(
    trainSupervised(options("fixed", { optimizer: broken })),
    /Expected a finite loss, but received NaN in epoch 1, step 2 of 4\./,
  );
});

test("so does a validation loss, the first that shows what the last step of an epoch did", async () => {
  const last: Optimizer = {
    name: "broken by the fourth step",
    slots: 0,
    stepInputs: (step) => ({ factor: step === 4 ? NaN : 1 }),
    update: (p, _, __, { factor }) => ({ parameter: tf.mul(p, factor), state: [] }),
  };
  await assert.rejects(
    trainSupervised(options("fixed", { optimizer: last })),
    /Expected a finite validation loss, but received NaN in epoch 1, after its last step\. Lower the learning rate/,
  );
});

test("settings that make no sense are refused", async () => {
  await assert.rejects(
    trainSupervised(options("fixed", { epochs: 0 })),
    /Expected epochs to be a whole number from 1 up, but received 0/,
  );
  await assert.rejects(
    trainSupervised(options("fixed", { batchSize: 1.5 })),
    /Expected batchSize to be a whole number from 1 up, but received 1.5/,
  );
  await assert.rejects(
    trainSupervised(options("fixed", { validationBatchSize: -1 })),
    /Expected validationBatchSize to be a whole number from 1 up, but received -1/,
  );
  const empty = imagesInMemory({ data: new Uint8Array(0), shape: [0, 32, 32, 3] });
  await assert.rejects(
    trainSupervised(options("fixed", { data: { ...options().data, validation: empty } })),
    /Expected at least one training and one validation image/,
  );
});
