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
import { drawNamedMasks } from "../../src/masks/named";
import { drawSquareMasks } from "../../src/masks/square";
import { startEngine } from "../../src/node/engine/startEngine";
import { randomStream } from "../../src/random";
import { optimizerFrom } from "../../src/training/optimizerSettings";
import { supervised } from "../../src/training/steps/supervised";
import { trainModel } from "../../src/training/trainModel";
import { weightsText } from "../training/smallTraining";

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

test("masks are of the family or mixture that the settings name, those of the validation too", () => {
  for (const family of ["focusedMixture", "pixelMixture", "centre16"]) {
    const { data } = trainingFor({ masks: { family, drawn: "every epoch" }, validationMasks: "focusedMixture" });
    const drawn = drawNamedMasks(family, [20, 32, 32, 3], randomStream(1, "training masks", 2));
    assert.deepEqual(data.trainingMasks(2).knownMask?.data, drawn.data, family);
    const validated = drawNamedMasks("focusedMixture", [4, 32, 32, 3], randomStream(1, "validation masks"));
    assert.deepEqual(data.validationMasks.knownMask?.data, validated.data, family);
  }
});

test("augmented images are others in every epoch, and the plain ones where nothing is augmented", () => {
  const { data } = trainingFor({ augmentation: "mirror" });
  assert.notDeepEqual(data.trainingImages?.(1).images?.data, data.trainingImages?.(2).images?.data);
  const plain = trainingFor({ augmentation: null }).data;
  assert.equal(plain.trainingImages?.(1), plain.train);
});

test("clipping and averaging reach the training: the weights are those of a step that was given them", async () => {
  await startEngine({ purpose: "training", quiet: true });
  const sgd = { name: "sgd", learningRate: 0.5 } as const;
  const trained = async (clipNorm: number | null, averageDecay: number | null): Promise<string> => {
    const step = { ...reportFixed.step, optimizer: sgd, clipNorm, averageDecay };
    const config = planRun({ ...reportFixed, step, epochs: 2, batchSize: 5 }, dataset);
    const model = buildNetwork(config);
    await trainModel(trainingOf(config, model, experimentImages(config, dataset)));
    const text = weightsText(model);
    model.dispose();
    return text;
  };
  const byHand = async (clipNorm: number | null, averageDecay: number | null): Promise<string> => {
    const config = planRun({ ...reportFixed, epochs: 2, batchSize: 5 }, dataset);
    const model = buildNetwork(config);
    const { data, seed, batchSize } = trainingOf(config, model, experimentImages(config, dataset));
    const step = supervised({ model, optimizer: optimizerFrom(sgd, 8), clipNorm, averageDecay });
    await trainModel({ step, data, epochs: 2, seed, batchSize, patience: null });
    const text = weightsText(model);
    model.dispose();
    return text;
  };
  const settings = [
    [null, null],
    [0.01, null],
    [null, 0.5],
  ] as const;
  const weights = [];
  for (const [clipNorm, averageDecay] of settings) {
    weights.push(await trained(clipNorm, averageDecay));
    assert.equal(weights[weights.length - 1], await byHand(clipNorm, averageDecay));
  }
  assert.equal(new Set(weights).size, 3);
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
