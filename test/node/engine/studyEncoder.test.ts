// The encoders that studies are given: which networks have one, and that fine-tuning leaves them as they are.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { nothingHidden } from "../../../src/images/holes";
import { buildContextEncoder } from "../../../src/models/contextEncoder";
import { encoderOf } from "../../../src/node/engine/studyEncoder";
import { startEngine } from "../../../src/node/engine/startEngine";

before(async () => {
  await startEngine({ quiet: true });
});

const { train } = drawDeadLeaves({ trainCount: 24, testCount: 1 });
const options = { size: 32, width: 0.0625, maskChannel: true };

test("networks that a classifier may begin with, by their settings", () => {
  const network = buildContextEncoder(options);
  assert.equal(encoderOf(network, { name: "unet", options: {} }), undefined);
  for (const [maskChannel, architecture] of [
    [true, "contextEncoder"],
    [false, "autoencoder"],
  ] as const) {
    // prettier-ignore
    const settings = { ...options, maskChannel };
    const encoder = encoderOf(network, { name: "contextEncoder", options: settings })?.("drawn", 1);
    assert.equal(encoder?.architecture, architecture);
    encoder?.dispose();
  }
  network.dispose();
});

test("trained weights are the network's, drawn ones the seed's; fine-tuning takes its images and changes neither", async () => {
  const network = buildContextEncoder({ ...options, seed: 9 });
  const open = encoderOf(network, { name: "contextEncoder", options });
  assert.ok(open !== undefined);
  const tensors = tf.memory().numTensors;
  const encoders = [open("trained", 1), open("trained", 2), open("drawn", 1), open("drawn", 2)];
  const rows = (): number[][] =>
    encoders.map((one) => Array.from(one.features(train.images, nothingHidden(train.images)).data));
  const first = rows();
  assert.deepEqual(first[0], first[1]);
  assert.notDeepEqual(first[0], first[2]);
  assert.notDeepEqual(first[2], first[3]);
  const epochs: number[] = [];
  const task = { fit: train, validation: train, samples: 60, seed: 1, onEpoch: async (epoch: number) => void epochs.push(epoch) }; // prettier-ignore
  const classes = await encoders[0].fineTune(task, train.images);
  assert.deepEqual([classes.length, epochs], [24, [1, 2, 3]]);
  assert.deepEqual(await encoders[0].fineTune(task, train.images), classes);
  assert.deepEqual(rows(), first);
  for (const encoder of encoders) encoder.dispose();
  assert.equal(tf.memory().numTensors, tensors);
  network.dispose();
});
