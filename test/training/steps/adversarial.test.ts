// The adversarial step of context encoders: what it computes, by hand; through the loop, eagerly and traced; interrupted and
// continued; and what its settings do.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { imagesInMemory } from "../../../src/datasets/imageSource";
import { holeSquaredError } from "../../../src/losses/holeSquaredError";
import { drawCentreSquareMasks } from "../../../src/masks/centreSquare";
import { masksInMemory } from "../../../src/masks/maskSource";
import { drawOverlappingBlockMasks } from "../../../src/masks/overlappingBlocks";
import { buildContextEncoder, buildDiscriminator } from "../../../src/models/contextEncoder";
import { holdBytes } from "../../../src/node/engine/holdBytes";
import { startEngine } from "../../../src/node/engine/startEngine";
import { compileTraced } from "../../../src/node/tracedGraph/compile";
import { randomStream } from "../../../src/random";
import { adam, adamW } from "../../../src/training/adam";
import { CarriedState } from "../../../src/training/carriedState";
import {
  addMaskChannel,
  handOn,
  otherWeightsOf,
  runEagerly,
  stepScalars,
  type CompileStep,
  type StepPart,
  type TensorMap,
  type TrainingStep,
} from "../../../src/training/step";
import { adversarial } from "../../../src/training/steps/adversarial";
import type { AdversarialOptions } from "../../../src/training/steps/adversarialOptions";
import { cutRectangle, holeOnly } from "../../../src/training/steps/discriminatorView";
import { sgd } from "../../../src/training/sgd";
import { trainModel, type TrainingOptions, type TrainingResult } from "../../../src/training/trainModel";
import { throughJson, weightsText } from "../smallTraining";

before(async () => {
  assert.equal((await startEngine({ purpose: "training", quiet: true })).backend, "tensorflow");
});

const set = drawDeadLeaves({ trainCount: 64, testCount: 10 });
const train = imagesInMemory(set.train.images);
const validation = imagesInMemory(set.test.images);
const random = randomStream(1, "test masks");
const blocks = [set.train, set.test].map(({ images }) =>
  masksInMemory(drawOverlappingBlockMasks(images.shape, random)),
);
const centre = [set.train, set.test].map(({ images }) => masksInMemory(drawCentreSquareMasks(images.shape, random)));

type Networks = Pick<AdversarialOptions, "generator" | "discriminator">;
type Settings = Omit<AdversarialOptions, keyof Networks>;

/** For random regions: the discriminator sees all places. */
function networks(size = 32, spectral = false): Networks {
  return {
    generator: buildContextEncoder({ size: 32, width: 1 / 16, maskChannel: true }),
    discriminator: buildDiscriminator({ size, width: 1 / 16, spectral }),
  };
}

const small = { prepareInput: addMaskChannel, overlap: 1 } as const;

const refuseEager: CompileStep = (step) =>
  compileTraced(step, {
    warn: (message) => {
      throw new Error(message);
    },
  });
const engines = [
  ["eager", {}],
  ["traced", { holdData: holdBytes, compileStep: refuseEager }],
] as const;

function optionsOf(step: TrainingStep, more: Partial<TrainingOptions> = {}): TrainingOptions {
  const data = { train, validation, trainingMasks: () => blocks[0], validationMasks: blocks[1] };
  return { step, data, epochs: 2, seed: 1, batchSize: 24, patience: null, ...more };
}

async function run(
  settings: Settings,
  more: Partial<TrainingOptions> = {},
  spectral = false,
): Promise<{ result: TrainingResult; weights: string }> {
  const both = networks(32, spectral);
  const result = await trainModel(optionsOf(adversarial({ ...both, ...small, ...settings }), more));
  const weights = weightsText(both.generator) + weightsText(both.discriminator);
  both.generator.dispose();
  both.discriminator.dispose();
  return { result, weights };
}

/** The first images of the set with their masks. */
function batchOf(count: number, masks = blocks[0]): TensorMap {
  const positions = Int32Array.from({ length: count }, (_, i) => i);
  const [images, knownMask] = [train.batch(positions), masks.batch(positions)];
  return {
    images: tf.tensor(images.data, [...images.shape]),
    knownMask: tf.tensor(knownMask.data, [...knownMask.shape]),
  };
}

/** What the step runs and gives in its i-th step. */
function partOf({ partAt, otherLosses }: TrainingStep, i: number): StepPart {
  return partAt?.(i) ?? { functions: [0], otherLosses };
}

/** The loss and the others that are given, of so many steps on one batch. */
function lossesOf(step: TrainingStep, batch: TensorMap, steps: number, compile: CompileStep): number[][] {
  const carried = new CarriedState(step);
  const functions = step.train(handOn).map((one) => compile(one));
  const rows = [];
  for (let i = 1; i <= steps; i++) {
    const scalars = stepScalars(step, i);
    const row: { [name: string]: number } = {};
    const part = partOf(step, i);
    for (const position of part.functions) {
      const results = functions[position]({ ...batch, ...scalars, ...carried.inputs() });
      for (const name of ["loss", ...step.otherLosses]) {
        if (results[name] === undefined) continue;
        row[name] = results[name].dataSync()[0];
        results[name].dispose();
      }
      carried.take(results);
    }
    tf.dispose(scalars);
    rows.push(["loss", ...part.otherLosses].map((name) => row[name]));
  }
  for (const one of functions) one.dispose?.();
  carried.dispose();
  return rows;
}

for (const [name, engine] of engines) {
  test(`${name}: both networks move, every row has all numbers, and the hole's squared error falls`, async () => {
    const both = networks();
    const start = [both.generator, both.discriminator].map((model) =>
      model.getWeights().map((weight) => weight.dataSync().slice()),
    );
    const step = adversarial({ ...both, ...small });
    const { log, state } = await trainModel(optionsOf(step, { ...engine, epochs: 6 }));
    [both.generator, both.discriminator].forEach((model, n) =>
      model
        .getWeights()
        .forEach((weight, i) => assert.notDeepEqual(weight.dataSync(), start[n][i], `weight ${i} of ${n}`)),
    );
    const names = ["l2", "adversarial", "discriminatorLoss", "discriminatorAccuracy"];
    for (const { loss, others = {} } of log) {
      assert.deepEqual(Object.keys(others), names);
      const weighted = 0.999 * others.l2 + 0.001 * others.adversarial;
      assert.ok(Math.abs(loss - weighted) < 1e-6, `${loss} ${weighted}`);
      assert.ok(others.discriminatorAccuracy >= 0 && others.discriminatorAccuracy <= 1);
    }
    assert.ok(log[5].valLoss < log[0].valLoss, JSON.stringify(log));
    assert.equal(state.parameters.length, both.generator.weights.length + both.discriminator.weights.length);
    assert.equal(state.optimizerState.length, 2 * step.parameters.length, "Adam's two of each, of both optimisers");
  });

  test(`${name}: interrupted at any step and continued, identical bits of both networks, across the start too`, async () => {
    const settings = { startStep: 5, trueLabel: 0.9 };
    const whole = await run(settings, engine);
    for (let stopAfter = 1; stopAfter <= 6; stopAfter++) {
      let steps = 0;
      const cut = await run(settings, { ...engine, shouldStop: () => ++steps === stopAfter });
      assert.equal(cut.result.outcome, "interrupted");
      const continued = await run(settings, { ...engine, resumeFrom: throughJson(cut.result.state) });
      assert.deepEqual(continued.result, whole.result);
      assert.equal(continued.weights, whole.weights);
    }
  });

  test(`${name}: with spectral normalisation too`, async () => {
    const settings = { startStep: 2 };
    const whole = await run(settings, engine, true);
    let steps = 0;
    const cut = await run(settings, { ...engine, shouldStop: () => ++steps === 3 }, true);
    const continued = await run(settings, { ...engine, resumeFrom: throughJson(cut.result.state) }, true);
    assert.deepEqual(continued, whole);
    const accuracies = whole.result.log.map(({ others }) => others?.discriminatorAccuracy ?? NaN);
    assert.ok(
      accuracies.every((accuracy) => accuracy >= 0 && accuracy <= 1),
      `${accuracies}`,
    );
  });

  test(`${name}: no tensor is left behind by a step or a run`, async () => {
    const given = optionsOf(adversarial({ ...networks(), ...small }), engine);
    const tensors = tf.memory().numTensors;
    const counts: number[] = [];
    const onStep = (): void => void counts.push(tf.memory().numTensors);
    await trainModel({ ...given, callbacks: { onStep } });
    assert.equal(new Set(counts.slice(0, 3)).size, 1, "within the first epoch");
    assert.equal(new Set(counts.slice(3)).size, 1, "and after a validation");
    assert.equal(tf.memory().numTensors, tensors);
  });
}

test("traced as eager over 20 steps, holes anywhere and in the centre, to 1e-5", () => {
  // A tenth of the usual learning rates: with those, what rounding makes different grows beyond that within some steps.
  const optimizers = {
    generatorOptimizer: adam({ learningRate: 2e-4, beta1: 0.5 }),
    discriminatorOptimizer: adam({ learningRate: 2e-5, beta1: 0.5 }),
  };
  const cases = [
    [batchOf(8), networks(32), holeOnly],
    [batchOf(8, centre[0]), networks(16), cutRectangle({ top: 8, left: 8, height: 16, width: 16 })],
  ] as const;
  for (const [batch, both, view] of cases) {
    const models = [both.generator, both.discriminator];
    const weights = models.map((model) => model.getWeights().map((weight) => weight.clone()));
    const rows = [runEagerly, refuseEager].map((compile) => {
      models.forEach((model, i) => model.setWeights(weights[i]));
      return lossesOf(adversarial({ ...both, ...small, ...optimizers, view, startStep: 5 }), batch, 20, compile);
    });
    assert.deepEqual(
      rows[0].map((row) => row.length),
      Array.from({ length: 20 }, (_, i) => (i < 4 ? 2 : 5)),
    );
    rows[0].forEach((row, i) =>
      row.forEach((value, k) =>
        assert.ok(Math.abs(value - rows[1][i][k]) < 1e-5, `step ${i + 1}: ${row} and ${rows[1][i]}`),
      ),
    );
    assert.ok(rows[0][19][0] < rows[0][0][0], "it learns");
  }
});

test("at the usual learning rates each of 20 steps, traced, gives the numbers that it gives eagerly from the same state", () => {
  const step = adversarial({ ...networks(), ...small, startStep: 5 });
  const batch = batchOf(8);
  const carried = new CarriedState(step);
  const functions = step.train(handOn).map((one) => [runEagerly(one), refuseEager(one)] as const);
  for (let i = 1; i <= 20; i++) {
    const scalars = stepScalars(step, i);
    for (const position of partOf(step, i).functions) {
      const [eagerly, traced] = functions[position];
      const inputs = { ...batch, ...scalars, ...carried.inputs() };
      const [found, wanted] = [traced(inputs), eagerly(inputs)];
      for (const name of ["loss", ...step.otherLosses]) {
        if (wanted[name] === undefined) continue;
        const apart = Math.abs(found[name].dataSync()[0] - wanted[name].dataSync()[0]);
        assert.ok(apart < 1e-5, `${name} in step ${i}: ${apart}`);
      }
      tf.dispose(found);
      carried.take(wanted);
    }
    tf.dispose(scalars);
  }
  for (const [, traced] of functions) traced.dispose?.();
  carried.dispose();
});

test("the first step by hand: cross-entropies, accuracy and the generator against the discriminator that just learned", () => {
  const both = networks();
  const batch = batchOf(6);
  const [images, knownMask] = [batch.images as tf.Tensor4D, batch.knownMask as tf.Tensor4D];
  const hole = tf.sub(1, knownMask);
  const logitsOf = (shown: tf.Tensor): number[] =>
    Array.from((both.discriminator.apply(tf.mul(shown, hole), { training: true }) as tf.Tensor).dataSync());
  const predicted = both.generator.apply(addMaskChannel(images, knownMask), { training: true }) as tf.Tensor4D;
  const [ofTruth, ofPredicted] = [logitsOf(images), logitsOf(predicted)];
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const softplus = (value: number): number => Math.log1p(Math.exp(value));
  // Gradient descent without state: what it gives is easy to follow.
  const still = { generatorOptimizer: sgd({ learningRate: 0 }), discriminatorOptimizer: sgd({ learningRate: 0.1 }) };
  const settings = { ...both, ...small, ...still, adversarialWeight: 0.25, overlap: 0, trueLabel: 0.9 };
  const [[loss, l2, adversarialTerm, discriminatorLoss, accuracy]] = lossesOf(
    adversarial(settings),
    batch,
    1,
    runEagerly,
  );
  const near = (found: number, wanted: number): void =>
    assert.ok(Math.abs(found - wanted) < 1e-5, `${found} ${wanted}`);
  near(
    discriminatorLoss,
    mean(ofTruth.map((z) => 0.9 * softplus(-z) + 0.1 * softplus(z))) + mean(ofPredicted.map(softplus)),
  );
  near(accuracy, mean([...ofTruth.map((z) => Number(z > 0)), ...ofPredicted.map((z) => Number(z < 0))]));
  near(l2, holeSquaredError(images, predicted, knownMask).dataSync()[0]);
  near(adversarialTerm, mean(logitsOf(predicted).map((z) => softplus(-z))));
  near(loss, 0.75 * l2 + 0.25 * adversarialTerm);
  assert.ok(Math.abs(adversarialTerm - mean(ofPredicted.map((z) => softplus(-z)))) > 1e-4, "it had learned");
});

test("before its first step the discriminator rests, its weight decay too, and the generator descends the squared error alone", async () => {
  const late = { startStep: 1000, discriminatorOptimizer: adamW({ learningRate: 0.1, weightDecay: 0.5 }) };
  const both = networks();
  const initial = both.discriminator.getWeights().map((weight) => weight.dataSync().slice());
  const { log, state } = await trainModel(optionsOf(adversarial({ ...both, ...small, ...late })));
  both.discriminator.getWeights().forEach((weight, i) => assert.deepEqual(weight.dataSync(), initial[i]));
  for (const { loss, others } of log) assert.deepEqual(others, { l2: loss });
  const carried = state.optimizerState.filter(({ name }) => name.startsWith("discriminator"));
  assert.ok(
    carried.length > 0 && carried.every(({ data }) => data.every((value) => value === 0)),
    "its Adam has not begun",
  );
  const alone = networks();
  const step = adversarial({ ...alone, ...small, adversarialWeight: 0 });
  assert.deepEqual([step.otherLosses, step.parameters.length], [[], alone.generator.trainableWeights.length]);
  const without = await trainModel(optionsOf(step));
  without.log.forEach((row, i) => {
    assert.equal(row.others, undefined);
    assert.deepEqual([row.loss, row.valLoss], [log[i].loss, log[i].valLoss]);
  });
});

test("an epoch in which the discriminator begins logs its losses as means over the images from there on", async () => {
  // Three steps in an epoch, of 24, 24 and 16 images; the discriminator begins with the last one of the first.
  const still = { generatorOptimizer: sgd({ learningRate: 0 }), discriminatorOptimizer: sgd({ learningRate: 0 }) };
  const perStep: number[] = [];
  const betweenSteps: NonNullable<TrainingOptions["callbacks"]>["betweenSteps"] = (state) =>
    void perStep.push(state().lossSums.discriminatorLoss);
  const step = adversarial({ ...networks(), ...small, ...still, startStep: 3 });
  const { log } = await trainModel(optionsOf(step, { epochs: 1, callbacks: { betweenSteps } }));
  assert.deepEqual(perStep.slice(0, 2), [undefined, undefined]);
  const { l2, ...others } = log[0].others ?? {};
  assert.deepEqual(Object.keys(others), ["adversarial", "discriminatorLoss", "discriminatorAccuracy"]);
  assert.equal(others.discriminatorLoss, perStep[2] / 16);
  assert.ok(Math.abs(others.discriminatorLoss - 2 * Math.log(2)) < 0.3, "the loss of one that cannot tell yet");
  const { log: without } = await trainModel(
    optionsOf(adversarial({ ...networks(), ...small, ...still, adversarialWeight: 0 }), { epochs: 1 }),
  );
  assert.ok(Math.abs(l2 - without[0].loss) < 1e-6, "the squared error is the mean over all images");
});

for (const [name, compile] of [
  ["eager", runEagerly],
  ["traced", refuseEager],
] as const) {
  test(`${name}: moving averages move once in a step, the generator's as without a discriminator, the discriminator's by true images`, () => {
    for (const spectral of [false, true]) checkMoveOnce(compile, spectral);
  });
}

/** Also the vectors of spectral normalisation. */
function checkMoveOnce(compile: CompileStep, spectral: boolean): void {
  const batch = batchOf(6);
  const averagesOf = (model: tf.LayersModel): number[][] =>
    otherWeightsOf(model).map((variable) => Array.from(variable.dataSync()));
  const [playing, alone, asked] = [1, 2, 3].map(() => networks(32, spectral));
  lossesOf(adversarial({ ...playing, ...small }), batch, 1, compile);
  lossesOf(adversarial({ ...alone, ...small, adversarialWeight: 0 }), batch, 1, compile);
  const shown = holeOnly(batch.images as tf.Tensor4D, batch.knownMask as tf.Tensor4D);
  asked.discriminator.apply(shown, { training: true });
  for (const [found, wanted] of [
    [playing.generator, alone.generator],
    [playing.discriminator, asked.discriminator],
  ]) {
    const [ours, theirs] = [averagesOf(found), averagesOf(wanted)];
    assert.ok(ours.length >= 5 && ours.flat().some((value) => value !== 0 && value !== 1));
    ours.forEach((values, i) =>
      values.forEach((value, k) => assert.ok(Math.abs(value - theirs[i][k]) < 1e-5, `${value} ${theirs[i][k]}`)),
    );
  }
}

test("the parts and numbers of a step: one function, then two; learning rates 10 : 1, the discriminator's steps counted from its start", () => {
  const { numbers, partAt, otherLosses } = adversarial({ ...networks(), startStep: 11 });
  const [first, eleventh] = [1, 11].map(numbers);
  assert.deepEqual(partAt?.(10), { functions: [0], otherLosses: ["l2"] });
  assert.deepEqual(partAt?.(11), { functions: [1, 2], otherLosses });
  const ratio = first["generator stepSize"] / eleventh["discriminator stepSize"];
  assert.ok(Math.abs(ratio - 10) < 1e-9, `${ratio}`);
  assert.deepEqual(Object.keys(first), Object.keys(eleventh));
});

test("the discriminator sees the hole and nothing else", () => {
  const { images, knownMask } = batchOf(3) as { images: tf.Tensor4D; knownMask: tf.Tensor4D };
  const shown = holeOnly(images, knownMask);
  assert.equal(tf.max(tf.abs(tf.mul(shown, knownMask))).dataSync()[0], 0);
  assert.deepEqual(tf.mul(shown, tf.sub(1, knownMask)).dataSync(), tf.mul(images, tf.sub(1, knownMask)).dataSync());
  const cut = cutRectangle({ top: 3, left: 5, height: 4, width: 6 })(images, knownMask);
  assert.deepEqual(cut.dataSync(), tf.slice(images, [0, 3, 5, 0], [3, 4, 6, 3]).dataSync());
});

test("settings that make no sense are refused with the way out", () => {
  const both = networks();
  for (const [settings, message] of [
    [{ adversarialWeight: 1 }, "adversarialWeight from 0 up and below 1, but received 1. Use for example 0.001."],
    [{ adversarialWeight: -0.1 }, "adversarialWeight from 0 up and below 1, but received -0.1. Use for example 0.001."],
    [{ startStep: 0 }, "startStep to be a whole number from 1 up, but received 0. Use for example 1."],
    [{ overlap: 1.5 }, "overlap to be a whole number from 0 up, but received 1.5. Use for example 4."],
    [{ overlapWeight: 0 }, "a finite overlapWeight above 0, but received 0. Use for example 10."],
    [{ trueLabel: 0.5 }, "trueLabel above 0.5 and at most 1, but received 0.5. Use for example 0.9."],
  ] as const) {
    assert.throws(() => adversarial({ ...both, ...settings }), { message: `Expected ${message}` });
  }
  assert.throws(() => adversarial({ generator: both.generator, discriminator: both.generator }), {
    message:
      "Expected a discriminator that gives one logit per image, but received one that gives [32,32,3]. " +
      "End it in a dense layer of one unit, as buildDiscriminator does.",
  });
});
