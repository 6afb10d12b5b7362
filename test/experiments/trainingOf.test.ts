// From settings to a training: masks drawn image by image, augmentation by its own stream, names that do not exist.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../support/tensorflow";
import { mirrorAtRandom } from "../../src/augmentation/mirror";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import type { Experiment } from "../../src/experiments/experiment";
import { experimentImages } from "../../src/experiments/images";
import { planRun } from "../../src/experiments/plan";
import { reportFixed } from "../../src/experiments/reportFixed";
import { buildNetwork, trainingOf, usedBy, type ExperimentTraining } from "../../src/experiments/trainingOf";
import { drawSquareMasks } from "../../src/masks/square";
import { randomStream } from "../../src/random";

const dataset = drawDeadLeaves({ trainCount: 20, testCount: 4 });

function trainingFor(changes: Partial<Experiment>): ExperimentTraining {
  const config = planRun({ ...reportFixed, ...changes }, dataset);
  const model = buildNetwork(config);
  const training = trainingOf(config, model, experimentImages(config, dataset));
  model.dispose();
  return training;
}

test("masks for every image: drawn when asked for, no set in memory, another one in another epoch", () => {
  const { data } = trainingFor({ masks: { family: "square8", drawn: "every image" } });
  const first = data.trainingMasks(1);
  assert.equal(first.knownMask, undefined);
  const drawn = drawSquareMasks([1, 32, 32, 3], randomStream(1, "training masks", 1, 6));
  assert.deepEqual(Array.from(first.batch([5]).data), Array.from(drawn.data));
  assert.notDeepEqual(data.trainingMasks(2).batch([5]).data, first.batch([5]).data);
});

test("masks drawn once are the same set in every epoch, masks of every epoch another one", () => {
  const once = trainingFor({}).data;
  assert.equal(once.trainingMasks(1).knownMask, once.trainingMasks(2).knownMask);
  const fresh = trainingFor({ masks: { family: "square8", drawn: "every epoch" } }).data;
  assert.notDeepEqual(fresh.trainingMasks(1).knownMask?.data, fresh.trainingMasks(2).knownMask?.data);
});

test("images are augmented from a stream of the epoch's own", () => {
  const { data } = trainingFor({ augmentation: "mirror" });
  const mirrored = mirrorAtRandom(dataset.train.images, randomStream(1, "mirroring", 3));
  assert.deepEqual(data.trainingImages?.(3).images?.data, mirrored.data);
});

test("names that do not exist are refused with those that do", () => {
  assert.throws(
    () => buildNetwork({ ...reportFixed, network: { name: "unett", options: {} } }),
    /Expected a network among reportAuto/,
  );
  assert.throws(
    () => trainingFor({ step: { ...reportFixed.step, loss: "meanError" } }),
    /Expected a loss among binaryCrossentropy/,
  );
  assert.throws(
    () => trainingFor({ masks: { family: "square9", drawn: "once" } }),
    /Expected masks of a family among square8/,
  );
  assert.throws(() => trainingFor({ augmentation: "crop" }), /Expected an augmentation among mirror/);
  assert.throws(
    () => usedBy({ ...reportFixed, validationMasks: "square9" }),
    /Expected masks of a family among square8/,
  );
});
