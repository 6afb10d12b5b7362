import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { cifar10InpaintingV1 } from "../../../src/benchmarks/cifar10InpaintingV1";
import { experimentNamed } from "../../../src/experiments";
import { experimentImages } from "../../../src/experiments/images";
import { planRun } from "../../../src/experiments/plan";
import { reportFixed } from "../../../src/experiments/reportFixed";
import type { ImageBatch } from "../../../src/images/batch";
import { reportHeldOut } from "../../../src/experiments/reportHeldOut";
import { buildNetwork } from "../../../src/experiments/trainingOf";
import { startEngine } from "../../../src/node/engine/startEngine";
import { measureHeldOut, openMeasurements } from "../../../src/node/experiments/measurements";
import { smallDataset } from "./smallExperiment";

before(async () => {
  await startEngine({ purpose: "training", quiet: true });
});

const sets = cifar10InpaintingV1.maskSets.map(({ name }) => name);

test("each measurement has its columns, and is taken after so many epochs and after the last", async () => {
  const measurements = [
    { what: "test loss", everyEpochs: 2 },
    { what: "held-out hole PSNR", everyEpochs: 3 },
  ] as const;
  const config = planRun({ ...reportHeldOut, measurements }, smallDataset, { settings: { epochs: 5 } });
  const images = experimentImages(config, smallDataset);
  const model = buildNetwork(config);
  const tensors = tf.memory().numTensors;
  const opened = openMeasurements(config, model, images);
  assert.deepEqual(opened.columns, [{ name: "testLoss", digits: null }, ...sets.map((name) => ({ name, digits: 3 }))]);
  const measured = [];
  for (const epoch of [1, 2, 3, 4, 5]) measured.push(Object.keys((await opened.measure(epoch)) ?? {}));
  assert.deepEqual(measured, [[], ["testLoss"], sets, ["testLoss"], ["testLoss", ...sets]]);
  assert.equal(await opened.measure(1), null);
  opened.dispose();
  assert.equal(tf.memory().numTensors, tensors);
  model.dispose();
});

test("the held-out PSNR is that of the held-out images, with the run's seed, and of no others", async () => {
  const measurements = [{ what: "held-out hole PSNR", everyEpochs: 1 }] as const;
  const config = planRun({ ...reportHeldOut, measurements }, smallDataset, { settings: { epochs: 1 } });
  const images = experimentImages(config, smallDataset);
  const model = buildNetwork(config);
  const opened = openMeasurements(config, model, images);
  const psnrOf = (of: ImageBatch): ReturnType<typeof measureHeldOut> =>
    measureHeldOut(model, of, config.seed, config.input);
  const measured = await opened.measure(1);
  assert.deepEqual(measured, await psnrOf(images.heldOut.images));
  for (const others of [images.train, images.test]) assert.notDeepEqual(measured, await psnrOf(others.images));
  opened.dispose();
  model.dispose();
});

test("an experiment without measurements has no column, and nothing is ever due", async () => {
  const config = planRun(reportFixed, smallDataset);
  const model = buildNetwork(config);
  const opened = openMeasurements(config, model, experimentImages(config, smallDataset));
  assert.deepEqual([opened.columns, await opened.measure(config.epochs)], [[], null]);
  opened.dispose();
  model.dispose();
});

test("the hole PSNR is of masks that the seed draws: the same for the same seed, others for another", async () => {
  const config = planRun(reportHeldOut, smallDataset);
  const { heldOut } = experimentImages(config, smallDataset);
  const model = buildNetwork(config);
  const parts: string[] = [];
  const measured = (seed: number): ReturnType<typeof measureHeldOut> =>
    measureHeldOut(model, heldOut.images, seed, config.input, (part) => parts.push(part));
  const [first, again, other] = [await measured(1), await measured(1), await measured(2)];
  assert.deepEqual(
    parts.slice(0, parts.length / 3),
    Object.keys(first).map((name) => `held-out images with ${name}`),
  );
  assert.deepEqual(Object.keys(first), sets);
  assert.deepEqual(again, first);
  assert.notEqual(other.square8, first.square8);
  assert.equal(other.centre16, first.centre16, "there is only one such mask");
  assert.ok(
    Object.values(first).every((decibels) => decibels > 5 && decibels < 40),
    JSON.stringify(first),
  );
  model.dispose();
});

test("what says nothing of a training is refused before its first step", () => {
  const open = (name: string, what: "accuracy" | "test loss" | "held-out hole PSNR", settings = {}): void => {
    const measurements = [{ what, everyEpochs: 1 }];
    const config = planRun({ ...experimentNamed(name), measurements }, smallDataset, { settings });
    const model = buildNetwork(config);
    try {
      openMeasurements(config, model, experimentImages(config, smallDataset)).dispose();
    } finally {
      model.dispose();
    }
  };
  open("classifier", "accuracy");
  assert.throws(
    () => open("report-held-out", "accuracy"),
    /Expected a classification with held-out images to measure "accuracy"/,
  );
  assert.throws(() => open("classifier", "accuracy", { validation: "test" }), /and validation=test\. Take it out/);
  assert.throws(
    () => open("autoencoder-plain", "test loss"),
    /Expected a training with binaryCrossentropy that is fed black/,
  );
  assert.throws(
    () => open("autoencoder-plain", "held-out hole PSNR"),
    /Expected a network that is fed images with holes/,
  );
});
