// All optimisers, clipping, averages and schedules against Keras: whole training steps of a convolution of one pixel, whose
// gradients are the fixture's. keras-optimizers.json names the command that made it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { startEngine } from "../../src/node/engine/startEngine";
import { adam, adamW } from "../../src/training/adam";
import type { Optimizer } from "../../src/training/optimizer";
import {
  constantRate,
  cosineDecay,
  linearDecay,
  piecewiseConstant,
  rateAt,
  rateText,
  type LearningRate,
} from "../../src/training/schedule";
import { momentum, sgd } from "../../src/training/sgd";
import { stepScalars, type TensorMap } from "../../src/training/step";
import { supervised, trainingStep, type SupervisedOptions } from "../../src/training/steps/supervised";

interface Course {
  readonly steps: number[][];
  readonly averages: number[][];
}
type CourseName = "sgd" | "momentum" | "nesterov" | "adam" | "adamW" | "clipped" | "averaged";
type Fixture = { [name in CourseName]: Course } & {
  readonly start: number[][];
  readonly gradients: number[][];
  readonly cosine: number[];
  readonly piecewise: number[];
};
const keras = JSON.parse(readFileSync(join(__dirname, "../fixtures/keras-optimizers.json"), "utf8")) as Fixture;

before(async () => {
  await startEngine({ quiet: true });
});

/** The fixture's steps with our trainingStep. */
function course(optimizer: Optimizer, more: Pick<SupervisedOptions, "clipNorm" | "averageDecay"> = {}): Course {
  const result: Course = { steps: [], averages: [] };
  tf.tidy(() => {
    const model = tf.sequential({ layers: [tf.layers.conv2d({ inputShape: [1, 1, 2], filters: 1, kernelSize: 1 })] });
    model.setWeights([tf.tensor4d(keras.start[0], [1, 1, 2, 1]), tf.tensor1d(keras.start[1])]);
    const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const sum = (_: tf.Tensor, predicted: tf.Tensor): tf.Scalar => tf.sum(predicted);
    const options: SupervisedOptions = { model, loss: sum, optimizer, ...more };
    const trained = supervised(options);
    const step = trainingStep(options);
    const { slots } = optimizer;
    let carried: TensorMap = {};
    variables.forEach(({ shape }, i) => {
      for (let slot = 0; slot < slots; slot++) carried[`state${i * slots + slot}`] = tf.zeros(shape);
      carried[`stateAverage${i}`] = tf.zeros(shape);
    });
    keras.gradients.forEach((gradient, i) => {
      const images = tf.tensor4d(gradient, [1, 1, 1, 2]);
      const knownMask = tf.ones([1, 1, 1, 1]);
      carried = step({ images, knownMask, ...stepScalars(trained, i + 1), ...carried });
      variables.forEach((variable, k) => variable.assign(carried[`parameter${k}`]));
      const values = (name: string): number[] => [0, 1].flatMap((k) => Array.from(carried[`${name}${k}`].dataSync()));
      result.steps.push(values("parameter"));
      if ("stateAverage0" in carried) result.averages.push(values("stateAverage"));
    });
  });
  return result;
}

function checkClose(ours: readonly number[], theirs: readonly number[]): void {
  assert.equal(ours.length, theirs.length);
  ours.forEach((value, i) =>
    assert.ok(Math.abs(value - theirs[i]) < 1e-6, `${ours.join(", ")} and ${theirs.join(", ")}`),
  );
}

const cases: readonly [CourseName, Optimizer, Pick<SupervisedOptions, "clipNorm" | "averageDecay">?][] = [
  ["sgd", sgd({ learningRate: 0.1 })],
  ["momentum", momentum({ learningRate: 0.1 })],
  ["nesterov", momentum({ learningRate: 0.1, nesterov: true })],
  ["adam", adam({ learningRate: 0.01 })],
  ["adamW", adamW({ learningRate: 0.01, weightDecay: 0.1 })],
  ["clipped", momentum({ learningRate: 0.1 }), { clipNorm: 0.5 }],
  ["averaged", adam({ learningRate: 0.01 }), { averageDecay: 0.9 }],
];
for (const [name, optimizer, more] of cases) {
  test(`five steps equal Keras's: ${name}`, () => {
    const ours = course(optimizer, more);
    const theirs = keras[name];
    checkClose(ours.steps.flat(), theirs.steps.flat());
    checkClose(ours.averages.flat(), theirs.averages.flat());
    assert.equal(theirs.steps.length, 5);
  });
}

test("schedules equal Keras's, step by step, and optimisers follow them", () => {
  const cosine = cosineDecay({ peak: 0.01, floor: 0.001, warmupSteps: 3, steps: 10 });
  const piecewise = piecewiseConstant([2, 4], [0.1, 0.01, 0.001]);
  checkClose(
    keras.cosine.map((_, i) => cosine(i + 1)),
    keras.cosine,
  );
  checkClose(
    keras.piecewise.map((_, i) => piecewise(i + 1)),
    keras.piecewise,
  );
  assert.equal(sgd({ learningRate: piecewise }).stepInputs(3).stepSize, 0.01);
  assert.equal(adamW({ learningRate: cosine, weightDecay: 0.1 }).stepInputs(3).decay, 0.01 * 0.1);
  const adamSize = (learningRate: LearningRate, step: number): number =>
    adam({ learningRate }).stepInputs(step).stepSize;
  assert.equal(adamSize(constantRate(0.02), 7), adamSize(0.02, 7));
  assert.equal(adamSize(cosine, 2), adamSize(cosine(2), 2));
});

test("the linear decay rises to its peak, falls by the same amount in every step and stays at its floor", () => {
  const rate = linearDecay({ peak: 0.01, floor: 0.002, warmupSteps: 2, steps: 6 });
  checkClose([1, 2, 3, 4, 5, 6, 7].map(rate), [0.005, 0.01, 0.008, 0.006, 0.004, 0.002, 0.002]);
  assert.equal(linearDecay({ peak: 1, steps: 4 })(1), 0.75);
});

test("an optimiser's name tells its settings", () => {
  assert.equal(adam().name, "adam(0.001, 0.9, 0.999, 1e-7)");
  assert.equal(adamW({ weightDecay: 0.1 }).name, "adam(0.001, 0.9, 0.999, 1e-7) with weight decay 0.1");
  assert.deepEqual([sgd().name, momentum({ nesterov: true }).name], ["sgd(0.01)", "nesterov(0.01, 0.9)"]);
  assert.equal(rateText(constantRate(1)), "schedule");
});

test("schedules and rates that make no sense are refused", () => {
  assert.throws(
    () => cosineDecay({ peak: 1, steps: 5, warmupSteps: 5 }),
    /Expected more steps than steps of warm-up, but received 5 and 5\./,
  );
  assert.throws(() => linearDecay({ peak: 1, steps: 5, warmupSteps: 6 }), /steps of warm-up, but received 5 and 6\./);
  assert.throws(
    () => piecewiseConstant([1, 2], [1, 2]),
    /Expected rising steps and one rate more than steps, but received steps 1, 2 and rates 1, 2\./,
  );
  assert.throws(() => piecewiseConstant([3, 3], [1, 2, 3]), /Expected rising steps/);
  assert.throws(() => rateAt(() => NaN, 4), /Expected a learning rate from 0 up, but received NaN in step 4\./);
  assert.throws(
    () => sgd({ learningRate: -1 }).stepInputs(1),
    /Expected a learning rate from 0 up, but received -1 in step 1\./,
  );
});
