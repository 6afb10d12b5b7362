// Optimisers and schedules made from settings against those made by their own functions.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { startEngine } from "../../src/node/engine/startEngine";
import { adam, adamW } from "../../src/training/adam";
import { muon } from "../../src/training/muon";
import type { Optimizer } from "../../src/training/optimizer";
import { optimizers } from "../../src/training";
import {
  optimizerFrom,
  optimizerFunctions,
  type OptimizerSettings,
  type RateSettings,
} from "../../src/training/optimizerSettings";
import {
  constantRate,
  cosineDecay,
  linearDecay,
  piecewiseConstant,
  type LearningRate,
} from "../../src/training/schedule";
import { momentum, sgd } from "../../src/training/sgd";

before(async () => {
  await startEngine({ quiet: true });
});

const steps = 400;
const linear = linearDecay({ peak: 0.003, steps, warmupSteps: 100 });

/** With every option, away from its default. */
const everySetting: readonly (readonly [OptimizerSettings, Optimizer])[] = [
  [{ name: "sgd", learningRate: 0.1 }, sgd({ learningRate: 0.1 })],
  [
    { name: "momentum", learningRate: 0.1, momentum: 0.8, nesterov: true },
    momentum({ learningRate: 0.1, momentum: 0.8, nesterov: true }),
  ],
  [
    { name: "adam", learningRate: 0.002, beta1: 0.8, beta2: 0.99, epsilon: 1e-5 },
    adam({ learningRate: 0.002, beta1: 0.8, beta2: 0.99, epsilon: 1e-5 }),
  ],
  [
    { name: "adamW", learningRate: 0.002, beta1: 0.8, beta2: 0.99, epsilon: 1e-5, weightDecay: 0.1 },
    adamW({ learningRate: 0.002, beta1: 0.8, beta2: 0.99, epsilon: 1e-5, weightDecay: 0.1 }),
  ],
  [
    {
      name: "muon",
      learningRate: { schedule: "linear", peak: 0.003, warmupSteps: 100 },
      momentum: 0.9,
      weightDecay: 0.1,
    },
    muon({ learningRate: linear, momentum: 0.9, weightDecay: 0.1 }),
  ],
];
/** With no option. */
const everyDefault: readonly (readonly [OptimizerSettings, Optimizer])[] = [
  [{ name: "sgd" }, sgd()],
  [{ name: "momentum" }, momentum()],
  [{ name: "adam" }, adam()],
  [{ name: "adamW" }, adamW()],
  [{ name: "muon" }, muon()],
];

/** Name, numbers of some steps and the result of one update, whatever has to be the same. */
function behaviour(optimizer: Optimizer): unknown {
  return tf.tidy(() => {
    const [parameter, gradient] = [1, 2].map((seed) => tf.randomNormal([3, 3, 2, 4], 0, 1, "float32", seed));
    const state = Array.from({ length: optimizer.slots }, (_, i) =>
      tf.randomUniform([3, 3, 2, 4], 0, 1, "float32", 3 + i),
    );
    const numbers = [1, 60, 399, 500].map((step) => optimizer.stepInputs(step));
    const inputs = Object.fromEntries(Object.entries(numbers[1]).map(([name, value]) => [name, tf.scalar(value)]));
    const update = optimizer.update(parameter, gradient, state, inputs);
    return [optimizer.name, numbers, update.parameter.arraySync(), update.state.map((tensor) => tensor.arraySync())];
  });
}

test("every optimiser, with all of its options and with none, is the one of its own function", () => {
  for (const [settings, wanted] of [...everySetting, ...everyDefault]) {
    const written = JSON.parse(JSON.stringify(settings)) as OptimizerSettings;
    assert.deepEqual(behaviour(optimizerFrom(written, steps)), behaviour(wanted), settings.name);
  }
});

test("the table lists the options that these settings have", () => {
  for (const [{ name, ...options }] of everySetting) {
    assert.deepEqual([...optimizers[name].optionNames].sort(), Object.keys(options).sort(), name);
  }
});

/** The learning rate of each of these steps, as plain gradient descent takes it. */
function ratesOf(optimizer: Optimizer, at: readonly number[]): number[] {
  return at.map((step) => optimizer.stepInputs(step).stepSize);
}

test("every schedule gives the rates of its own function over the steps of the training", () => {
  const piecewise = piecewiseConstant([10, 300], [3, 2, 1]);
  const pairs: readonly (readonly [RateSettings, LearningRate])[] = [
    [0.01, 0.01],
    [{ schedule: "constant", rate: 0.02 }, constantRate(0.02)],
    [{ schedule: "cosine", peak: 1, floor: 0.1 }, cosineDecay({ peak: 1, steps, floor: 0.1 })],
    [{ schedule: "cosine", peak: 1, warmupSteps: 7 }, cosineDecay({ peak: 1, steps, warmupSteps: 7 })],
    [{ schedule: "linear", peak: 0.003, warmupSteps: 100 }, linear],
    [{ schedule: "linear", peak: 1, floor: 0.5 }, linearDecay({ peak: 1, steps, floor: 0.5 })],
    [{ schedule: "piecewise", until: [10, 300], rates: [3, 2, 1] }, piecewise],
  ];
  for (const [settings, wanted] of pairs) {
    const at = [1, 5, 10, 11, 99, 100, 101, 300, 301, 400, 450];
    const found = optimizerFrom({ name: "sgd", learningRate: settings }, steps);
    assert.deepEqual(ratesOf(found, at), ratesOf(sgd({ learningRate: wanted }), at), JSON.stringify(settings));
  }
});

test("a warm-up takes at most half of the training", () => {
  const settings: OptimizerSettings = {
    name: "sgd",
    learningRate: { schedule: "linear", peak: 1, warmupSteps: 1000 },
  };
  assert.deepEqual(ratesOf(optimizerFrom(settings, 101), [25, 50, 51, 101]), [0.5, 1, 50 / 51, 0]);
  assert.deepEqual(ratesOf(optimizerFrom(settings, 5000), [500, 1000, 3000]), [0.5, 1, 0.5]);
  assert.deepEqual(ratesOf(optimizerFrom(settings, 1), [1]), [0]);
});

test("a cache follows how settings are read, the optimiser and the schedule", () => {
  assert.deepEqual(optimizerFunctions({ name: "adam" }), [optimizerFrom, adam]);
  assert.deepEqual(optimizerFunctions({ name: "sgd", learningRate: 0.1 }), [optimizerFrom, sgd]);
  assert.deepEqual(optimizerFunctions({ name: "muon", learningRate: { schedule: "linear", peak: 1 } }), [
    optimizerFrom,
    muon,
    linearDecay,
  ]);
  assert.deepEqual(
    optimizerFunctions({ name: "adamW", learningRate: { schedule: "piecewise", until: [], rates: [1] } }),
    [optimizerFrom, adamW, piecewiseConstant],
  );
});

test("unknown names and options are refused with those that there are", () => {
  const make = (settings: object) => () => optimizerFrom(settings as OptimizerSettings, steps);
  assert.throws(
    make({ name: "rmsprop" }),
    /Expected an optimiser among sgd, momentum, adam, adamW, muon.*, but received "rmsprop"\. Use one of these names\./,
  );
  assert.throws(() => optimizerFunctions({ name: "toString" } as unknown as OptimizerSettings), /received "toString"/);
  assert.throws(
    make({ name: "adam", weightDecay: 0.1 }),
    new RegExp(
      "Expected options of the optimiser adam among " +
        'learningRate, beta1, beta2, epsilon, but received "weightDecay"\\. Use one of these names\\.',
    ),
  );
  assert.throws(
    make({ name: "adam", learningRate: { schedule: "exponential" } }),
    /Expected a learning rate schedule among constant, cosine, linear, piecewise.*, but received "exponential"\./,
  );
  assert.throws(
    make({ name: "adam", learningRate: { schedule: "linear", peak: 1, steps: 10 } }),
    /Expected options of the schedule linear among peak, warmupSteps, floor, but received "steps"\./,
  );
});

test("steps that make no sense are refused", () => {
  for (const wrong of [0, 1.5, NaN]) {
    const wanted = new RegExp(
      "Expected the steps of a training to be a whole number from 1 up, " +
        `but received ${wrong}\\. Count epochs × images / batch size\\.`,
    );
    assert.throws(() => optimizerFrom({ name: "sgd" }, wrong), wanted);
  }
});

test("a learning rate that makes no sense is refused at once, not in the first step", () => {
  assert.throws(
    () => optimizerFrom({ name: "sgd", learningRate: -1 }, 10),
    /Expected a learning rate from 0 up, but received -1 in step 1\./,
  );
});
