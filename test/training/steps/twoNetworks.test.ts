// The loop trains two networks that alternate without knowing it: everything that it promises for one network holds for a step
// that brings two, each with its optimiser, eagerly and traced, with a smaller last batch.
import assert from "node:assert/strict";
import { join } from "node:path";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { imagesInMemory } from "../../../src/datasets/imageSource";
import { planRun } from "../../../src/experiments/plan";
import { reportFixed } from "../../../src/experiments/reportFixed";
import { drawSeed } from "../../../src/layers/stepSeed";
import { masksInMemory } from "../../../src/masks/maskSource";
import { drawSquareMasks } from "../../../src/masks/square";
import { holdBytes } from "../../../src/node/engine/holdBytes";
import { startEngine } from "../../../src/node/engine/startEngine";
import { readCheckpoint, writeCheckpoint } from "../../../src/node/store/checkpoint";
import { compileTraced } from "../../../src/node/tracedGraph/compile";
import { randomStream, shuffledPositions } from "../../../src/random";
import { copyBatches } from "../../../src/training/batchSource";
import { CarriedState } from "../../../src/training/carriedState";
import type { TrainingState } from "../../../src/training/state";
import { handOn, runEagerly, stepScalars, type TensorMap, type TrainingStep } from "../../../src/training/step";
import { trainModel, type TrainingOptions, type TrainingResult } from "../../../src/training/trainModel";
import { temporaryFolder } from "../../support/temporaryFolder";
import { weightsText } from "../smallTraining";
import { alternate, buildNetworks, type Networks } from "./alternatingNetworks";

before(async () => {
  assert.equal((await startEngine({ purpose: "training", quiet: true })).backend, "tensorflow");
});

const set = drawDeadLeaves({ trainCount: 64, testCount: 10 });
const train = imagesInMemory(set.train.images);
const validation = imagesInMemory(set.test.images);
const masks = masksInMemory(drawSquareMasks(set.train.images.shape, randomStream(1, "test masks")));
const validationMasks = masksInMemory(drawSquareMasks(set.test.images.shape, randomStream(2, "test masks")));

type Engine = Pick<TrainingOptions, "compileStep" | "holdData">;
const eager: Engine = {};
/** A step that falls back to eager execution fails the test. */
const traced: Engine = {
  holdData: holdBytes,
  compileStep: (step) =>
    compileTraced(step, {
      warn: (message) => {
        throw new Error(message);
      },
    }),
};

function options(networks: Networks, more: Partial<TrainingOptions> = {}): TrainingOptions {
  return {
    step: alternate(networks),
    data: { train, validation, trainingMasks: () => masks, validationMasks },
    epochs: 3,
    seed: 1,
    batchSize: 24,
    patience: null,
    ...more,
  };
}

const textOf = ({ generator, discriminator }: Networks): string => weightsText(generator) + weightsText(discriminator);

async function run(more: Partial<TrainingOptions>): Promise<{ result: TrainingResult; weights: string }> {
  const networks = buildNetworks();
  const result = await trainModel(options(networks, more));
  return { result, weights: textOf(networks) };
}

const folder = temporaryFolder("lab-two-networks-");

/** Of any run: the checkpoint wants one. */
const smallPlan = planRun(reportFixed, drawDeadLeaves({ trainCount: 1, testCount: 1 }));

/** The state as it comes back from a checkpoint. */
async function throughFile(state: TrainingState): Promise<TrainingState> {
  const path = join(folder, "checkpoint.safetensors");
  await writeCheckpoint(path, { state, seconds: 0, config: smallPlan, key: null, tables: { log: [], timing: [] } });
  const read = readCheckpoint(path);
  assert.ok(read !== null);
  return read.state;
}

for (const [name, engine] of [
  ["eager", eager],
  ["traced", traced],
] as const) {
  test(`${name}: both networks move, and every row of the log has both losses`, async () => {
    const networks = buildNetworks();
    const initial = buildNetworks();
    const { log, state } = await trainModel(options(networks, engine));
    for (const network of ["generator", "discriminator"] as const) {
      const [was, is] = [initial, networks].map((both) => JSON.parse(weightsText(both[network])) as number[][]);
      is.forEach((values, i) => assert.notDeepEqual(values, was[i], `weight ${i} of the ${network}`));
    }
    assert.deepEqual(
      log.map((row) => Object.keys(row.others ?? {})),
      Array.from({ length: 3 }, () => ["discriminatorLoss"]),
    );
    assert.ok(log.every(({ others }) => (others?.discriminatorLoss ?? 0) > 0));
    assert.equal(new Set(log.map(({ others }) => others?.discriminatorLoss)).size, 3);
    assert.ok(log[2].valLoss < log[0].valLoss, "the generator learns");
    assert.equal(state.parameters.length, networks.generator.weights.length + networks.discriminator.weights.length);
  });

  test(`${name}: interrupted at any step, saved and continued, identical bits of both networks`, async () => {
    const whole = await run(engine);
    for (let stopAfter = 1; stopAfter <= 9; stopAfter++) {
      let steps = 0;
      const cut = await run({ ...engine, shouldStop: () => ++steps === stopAfter });
      assert.equal(cut.result.outcome, "interrupted");
      const sums = Object.keys(cut.result.state.lossSums);
      assert.deepEqual(sums, ["loss", "discriminatorLoss"]);
      const continued = await run({ ...engine, resumeFrom: await throughFile(cut.result.state) });
      assert.deepEqual(continued.result, whole.result);
      assert.equal(continued.weights, whole.weights);
    }
  });

  test(`${name}: no tensor is left behind by a step or a run`, async () => {
    const given = options(buildNetworks(), engine);
    const tensors = tf.memory().numTensors;
    const counts: number[] = [];
    const onStep = (): void => {
      counts.push(tf.memory().numTensors);
    };
    await trainModel({ ...given, callbacks: { onStep } });
    assert.equal(new Set(counts.slice(0, 3)).size, 1, "within the first epoch");
    assert.equal(new Set(counts.slice(3)).size, 1, "and after a validation");
    assert.equal(tf.memory().numTensors, tensors);
  });
}

test("traced training goes as eager training goes", async () => {
  const [{ log: ours }, { log: theirs }] = [(await run(traced)).result, (await run(eager)).result];
  ours.forEach((row, i) => {
    assert.ok(Math.abs(row.loss - theirs[i].loss) < 1e-4, `${row.loss} and ${theirs[i].loss}`);
    assert.ok(Math.abs(row.valLoss - theirs[i].valLoss) < 1e-4, `${row.valLoss} and ${theirs[i].valLoss}`);
  });
});

/** The generator's loss in the first step of a training on all images, by hand, with or without the discriminator's function. */
function firstLoss(networks: Networks, which: readonly number[]): number {
  const step = alternate(networks);
  const carried = new CarriedState(step);
  const positions = shuffledPositions(train.count, randomStream(1, "batch order", 1));
  const seed = tf.tensor1d(drawSeed(1, "step", 1, 1), "int32");
  const inputs = { ...copyBatches(train, masks).inputs(positions).step, ...stepScalars(step, 1), seed };
  const functions = step.train(handOn).map((one) => runEagerly(one));
  let loss = NaN;
  for (const i of which) {
    const results = functions[i]({ ...inputs, ...carried.inputs() });
    loss = results.loss?.dataSync()[0] ?? loss;
    carried.take(results);
  }
  return loss;
}

test("the generator learns against the discriminator that has just learned, not against the one before", async () => {
  const whole = await run({ epochs: 1, batchSize: 64 });
  const [first] = whole.result.log;
  const networks = buildNetworks();
  assert.equal(firstLoss(networks, [0, 1]), first.loss);
  const ofRun = whole.result.state.parameters.map(({ data }) => Array.from(data));
  const byHand = alternate(networks).parameters.map((parameter) => Array.from(parameter.dataSync()));
  assert.deepEqual(byHand, ofRun.slice(0, byHand.length));
  assert.notEqual(firstLoss(buildNetworks(), [1]), first.loss);
});

test("the generator is validated and left with its averages, the discriminator with what it learned", async () => {
  const networks = buildNetworks();
  const { state } = await trainModel(options(networks));
  const trained = state.parameters.map(({ data }) => Array.from(data));
  const current = alternate(networks).parameters.map((parameter) => Array.from(parameter.dataSync()));
  const own = networks.generator.trainableWeights.length;
  const averages = state.optimizerState.filter(({ name }) => name.startsWith("generator average"));
  assert.deepEqual(
    current.slice(0, own),
    averages.map(({ data }) => Array.from(data)),
  );
  assert.notDeepEqual(current.slice(0, own), trained.slice(0, own));
  assert.deepEqual(current.slice(own), trained.slice(own, current.length));
});

test("a loss that no function gives, or that is not finite, stops the training by its name", async () => {
  const step = alternate(buildNetworks());
  const incomplete: TrainingStep = { ...step, otherLosses: ["discriminatorLoss", "styleLoss"] };
  await assert.rejects(
    trainModel(options(buildNetworks(), { step: incomplete })),
    /Expected a finite styleLoss, but received undefined in epoch 1, step 1 of 3\./,
  );
  const broken: TrainingStep = {
    ...step,
    train: (batch) =>
      step.train(batch).map((one) => (inputs: TensorMap) => {
        const results = one(inputs);
        return "discriminatorLoss" in results ? { ...results, discriminatorLoss: tf.scalar(NaN) } : results;
      }),
  };
  await assert.rejects(
    trainModel(options(buildNetworks(), { step: broken })),
    /Expected a finite discriminatorLoss, but received NaN in epoch 1, step 1 of 3\./,
  );
});
