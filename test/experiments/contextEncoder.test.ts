// The adversarial experiments: settings that become a step, names and numbers that do not fit, and a run whose network is the generator.
import assert from "node:assert/strict";
import { join } from "node:path";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import { experimentNamed } from "../../src/experiments";
import { adversarialStepOf } from "../../src/experiments/adversarialStep";
import type { Experiment } from "../../src/experiments/experiment";
import { planRun, type RunConfig } from "../../src/experiments/plan";
import { buildNetwork, usedBy } from "../../src/experiments/trainingOf";
import { startEngine } from "../../src/node/engine/startEngine";
import { runExperiment } from "../../src/node/experiments/runExperiment";
import { loadModel } from "../../src/node/store/modelFiles";
import { readRunConfig } from "../../src/node/store/runRecord";
import { readLog } from "../../src/node/store/runTables";
import type { TrainingStep } from "../../src/training/step";
import { drawnPhotographs } from "../node/experiments/drawnPhotographs";
import { temporaryFolder } from "../support/temporaryFolder";

before(async () => {
  await startEngine({ purpose: "training", quiet: true });
});

const dataset = drawDeadLeaves({ trainCount: 60, testCount: 4 });
const narrow = { "network.options.width": 1 / 16, "step.adversarial.discriminatorWidth": 1 / 16 };

const configOf = (name: string, settings: { readonly [key: string]: unknown } = {}): RunConfig =>
  planRun(experimentNamed(name), dataset, { settings: { ...narrow, epochs: 2, batchSize: 16, ...settings } });

function stepOf(config: RunConfig): TrainingStep {
  const model = buildNetwork(config);
  try {
    return adversarialStepOf(config, model);
  } finally {
    model.dispose();
  }
}

test("200,000 samples each; the three differ in loss and regions alone", () => {
  const [l2, joint, random] = ["context-l2", "context-joint", "context-random"].map(experimentNamed);
  for (const { trainImages, epochs } of [l2, joint, random]) assert.equal((trainImages ?? 0) * epochs, 200_000);
  assert.deepEqual({ ...l2.step.adversarial, weight: 0.001 }, joint.step.adversarial);
  assert.deepEqual({ ...random.step.adversarial, sees: "centre" }, joint.step.adversarial);
  assert.deepEqual([l2.masks.family, joint.masks.family, random.masks.family], ["centre16", "centre16", "overlappingBlocks"]); // prettier-ignore
});

test("on photographs: 64×64 crops, the central quarter of each, the overlap as wide a part of it, about 100,000 crops", () => {
  const joint = experimentNamed("context-joint");
  const { name: _, title: __, ...photographs } = experimentNamed("context-joint-photographs");
  const { crops, source, trainImages, network, step, epochs, ...others } = photographs;
  for (const [setting, value] of Object.entries(others)) assert.deepEqual(value, joint[setting as keyof Experiment]);
  assert.ok(crops !== undefined);
  // As many as of BSDS500.
  const drawn = { ...drawnPhotographs(crops), trainCount: 270 * crops.perPicture };
  const plan = planRun(experimentNamed("context-joint-photographs"), drawn);
  assert.deepEqual([source, trainImages, plan.trainImages, plan.samples], ["photographs", null, 4_320, 103_680]);
  assert.deepEqual(network.options, { ...joint.network.options, size: crops.size });
  assert.deepEqual({ ...step.adversarial, overlap: 1 }, joint.step.adversarial);
  assert.equal((step.adversarial?.overlap ?? 0) / crops.size, (joint.step.adversarial?.overlap ?? 0) / 32);
  assert.equal(plan.epochs, epochs);
  const model = buildNetwork(plan);
  adversarialStepOf(plan, model).dispose?.();
  model.dispose();
});

test("start and learning rates reach the step: the last third of it is adversarial", () => {
  const config = configOf("context-joint", { epochs: 3 });
  const steps = 3 * Math.ceil(config.trainImages / 16);
  const { numbers, partAt, otherLosses } = stepOf(config);
  const start = Math.floor((2 / 3) * steps) + 1;
  const functions = Array.from({ length: steps }, (_, i) => partAt?.(i + 1).functions.length);
  assert.deepEqual(functions, [...Array<number>(start - 1).fill(1), ...Array<number>(steps - start + 1).fill(2)]);
  assert.ok(Math.abs(numbers(1)["generator stepSize"] / numbers(start)["discriminator stepSize"] - 10) < 1e-9);
  assert.deepEqual(otherLosses, ["l2", "adversarial", "discriminatorLoss", "discriminatorAccuracy"]);
  assert.deepEqual(stepOf(configOf("context-l2")).otherLosses, []);
});

test("the discriminator has spectral normalisation where that is set: five vectors in place of three normalisations' averages", () => {
  const [batch, spectral] = [false, true].map((value) =>
    stepOf(configOf("context-joint", { "step.adversarial.spectral": value })),
  );
  assert.equal(spectral.otherWeights.length, batch.otherWeights.length - 3 * 2 + 5);
  assert.throws(
    () => configOf("context-joint", { "step.adversarial.spectral": "yes" }),
    /Expected step\.adversarial\.spectral to be true or false as false, but received "yes"/,
  );
});

test("the key of a cache knows the discriminator's code", () => {
  assert.ok(usedBy(experimentNamed("context-joint")).includes(adversarialStepOf));
  assert.ok(!usedBy(experimentNamed("report-fixed")).includes(adversarialStepOf));
});

test("a run's network is the generator, its log has the further numbers, and nothing is left in memory", async () => {
  const folder = temporaryFolder("context-run-");
  const config = configOf("context-random", {
    "step.adversarial.startShare": 0.5,
    "step.adversarial.weight": 0.25,
  });
  const tensors = tf.memory().numTensors;
  const { model } = await runExperiment({ config, dataset, folder });
  const loaded = await loadModel(join(folder, "model"));
  assert.equal(loaded.name, "context_encoder");
  assert.deepEqual(
    loaded.getWeights().map((weight) => Array.from(weight.dataSync())),
    model.getWeights().map((weight) => Array.from(weight.dataSync())),
  );
  const [before, after] = readLog(folder);
  assert.deepEqual(before.others, { l2: before.loss });
  const { l2, adversarial, ...others } = after.others ?? {};
  assert.deepEqual(Object.keys(others), ["discriminatorLoss", "discriminatorAccuracy"]);
  assert.ok(Math.abs(after.loss - (0.75 * l2 + 0.25 * adversarial)) < 1e-6, `${after.loss} ${l2} ${adversarial}`);
  assert.deepEqual(readRunConfig(folder).step.adversarial, config.step.adversarial);
  model.dispose();
  loaded.dispose();
  assert.equal(tf.memory().numTensors, tensors);
});

test("a run that is refused leaves nothing in memory, also where the discriminator was built already", async () => {
  const config = configOf("context-joint", { "step.adversarial.overlap": -1 });
  const tensors = tf.memory().numTensors;
  await assert.rejects(
    runExperiment({ config, dataset, folder: null }),
    /Expected overlap to be a whole number from 0 up, but received -1/,
  );
  assert.equal(tf.memory().numTensors, tensors);
});

test("settings that do not fit are refused with the way out", () => {
  assert.throws(() => stepOf(configOf("context-joint", { "step.adversarial.sees": "everything" })), {
    message: 'Expected step.adversarial.sees to be centre or hole, but received "everything". Use one of these words.',
  });
  assert.throws(() => stepOf(configOf("context-joint", { "masks.family": "blob" })), {
    message:
      "Expected masks of the family centre16 for a discriminator that sees the centre, but received blob. " +
      "Set step.adversarial.sees=hole.",
  });
  assert.throws(() => stepOf(configOf("context-joint", { "step.adversarial.startShare": 1 })), {
    message: "Expected step.adversarial.startShare from 0 up and below 1, but received 1. Use for example 0.5.",
  });
  assert.throws(() => stepOf(configOf("context-joint", { "step.clipNorm": 1 })), {
    message:
      'Expected loss "holeSquaredError", no clipNorm, no averageDecay and one part with a step of kind adversarial, but received ' +
      '{"loss":"holeSquaredError","clipNorm":1,"averageDecay":null,"parallelParts":1}. Leave them as they are.',
  });
  const config = configOf("context-joint");
  const { adversarial: _, ...step } = config.step;
  assert.throws(() => stepOf({ ...config, step }), {
    message:
      "Expected settings step.adversarial for a step of kind adversarial, but received none. " +
      "Start from an experiment that has them, for example context-joint.",
  });
  const anySize = tf.sequential({
    layers: [tf.layers.conv2d({ inputShape: [null, null, 4], filters: 3, kernelSize: 1 })],
  });
  assert.throws(() => adversarialStepOf(config, anySize), {
    message:
      "Expected a network for square images of one size to train against a discriminator, but received one for any×any. " +
      "Use contextEncoder.",
  });
});
