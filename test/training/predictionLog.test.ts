import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { predictionGrid } from "../../src/figures/predictionGrid";
import { firstImages } from "../../src/images/batch";
import { composite, paintHoles } from "../../src/images/holes";
import { pooledHolePsnrDb } from "../../src/metrics/hole";
import { startEngine } from "../../src/node/engine/startEngine";
import { fillWithModel } from "../../src/training/predict";
import { joinCallbacks, logPredictions, type EpochPredictions } from "../../src/training/predictionLog";
import { near } from "../metrics/near";
import { randomLayersNetwork, smallData, trainSupervised, weightsText } from "./smallTraining";

before(async () => {
  await startEngine({ purpose: "training", quiet: true });
});

const data = smallData();
const images = firstImages(data.validation.images, 3);
const knownMask = firstImages(data.validationMasks.knownMask, 3);
const training = { data, epochs: 3, seed: 1, batchSize: 50 };

test("after each epoch every writer gets the same images, filled by the network of that epoch", async () => {
  const model = randomLayersNetwork();
  const order: string[] = [];
  const got: EpochPredictions[] = [];
  const slow = async ({ row }: EpochPredictions): Promise<void> => {
    await new Promise((done) => setTimeout(done, 5));
    order.push(`slow ${row.epoch}`);
  };
  const { callbacks, epochs } = logPredictions({
    model,
    images,
    knownMask,
    writers: [
      slow,
      (one) => {
        order.push(`quick ${one.row.epoch}`);
        got.push(one);
      },
    ],
  });
  const { log } = await trainSupervised({ ...training, model, patience: null, callbacks });
  assert.deepEqual(order, ["slow 1", "quick 1", "slow 2", "quick 2", "slow 3", "quick 3"]);
  assert.deepEqual(got, epochs);
  assert.deepEqual(
    epochs.map(({ row }) => row),
    log,
  );
  const last = epochs[2];
  const filled = fillWithModel(model, images, knownMask);
  assert.deepEqual(last.filled.data, filled.data);
  assert.notDeepEqual(epochs[0].filled.data, filled.data);
  assert.deepEqual(last.masked, paintHoles(images, knownMask));
  assert.deepEqual(last.groundTruth, data.validation.batch([0, 1, 2]));
  near(last.holePsnrDb, pooledHolePsnrDb(images, composite(images, filled, knownMask), knownMask));
});

test("a network whose output leaves [0,1] is logged cut off at both ends, so that its pictures can be drawn", async () => {
  const model = tf.sequential();
  const bias = tf.initializers.constant({ value: 2 });
  const kernel = tf.initializers.constant({ value: -4 });
  model.add(
    tf.layers.conv2d({
      inputShape: [32, 32, 3],
      filters: 3,
      kernelSize: 1,
      kernelInitializer: kernel,
      biasInitializer: bias,
    }),
  );
  const { callbacks, epochs } = logPredictions({ model, images, knownMask });
  await callbacks.onEpoch?.({ epoch: 1, loss: 1, valLoss: 1 }, {} as never);
  const raw = fillWithModel(model, images, knownMask).data;
  assert.ok(Math.max(...raw) > 1 && Math.min(...raw) < 0);
  assert.deepEqual(
    epochs[0].filled.data,
    raw.map((value) => Math.min(1, Math.max(0, value))),
  );
  assert.doesNotThrow(() => predictionGrid(epochs[0]));
  model.dispose();
});

test("a logged training ends with the same bits, and leaves no tensor", async () => {
  const plain = randomLayersNetwork();
  const logged = randomLayersNetwork();
  await trainSupervised({ ...training, model: plain });
  const tensors = tf.memory().numTensors;
  const { callbacks } = logPredictions({ model: logged, images, knownMask });
  await trainSupervised({ ...training, model: logged, callbacks });
  assert.equal(weightsText(logged), weightsText(plain));
  assert.equal(tf.memory().numTensors, tensors);
});

test("joined callbacks are called in order, and the later wait for the earlier", async () => {
  const heard: string[] = [];
  const one = {
    onStep: () => void heard.push("step 1"),
    onEpoch: async () => {
      await tf.nextFrame();
      heard.push("epoch 1");
    },
  };
  const joined = joinCallbacks(
    one,
    {},
    { onStep: () => void heard.push("step 2"), onEpoch: () => void heard.push("epoch 2") },
  );
  joined.onStep?.({ epoch: 1, epochs: 1, step: 1, steps: 1, loss: 0, images: 1 });
  await joined.onEpoch?.({ epoch: 1, loss: 0, valLoss: 0 }, {} as never);
  assert.deepEqual(heard, ["step 1", "step 2", "epoch 1", "epoch 2"]);
});

test("masks that do not fit are refused before the training, and a writer's error ends it", async () => {
  const model = randomLayersNetwork();
  assert.throws(
    () => logPredictions({ model, images, knownMask: data.validationMasks.knownMask }),
    /Expected knownMask of shape \[3,32,32,1\]/,
  );
  const { callbacks } = logPredictions({
    model,
    images,
    knownMask,
    writers: [
      () => {
        throw new Error("the disk is full");
      },
    ],
  });
  await assert.rejects(trainSupervised({ ...training, model, callbacks }), /the disk is full/);
});
