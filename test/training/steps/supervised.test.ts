// What the supervised step tells the loop about itself, what it computes by default, and the options that it refuses.
// How its options train is shown in trainingOptions.test.ts, its optimisers against Keras in optimizer.test.ts.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { binaryCrossentropy } from "../../../src/losses/binaryCrossentropy";
import { meanSquaredError } from "../../../src/losses/meanSquaredError";
import { buildReportAutoencoder } from "../../../src/models/reportAutoencoder";
import { startEngine } from "../../../src/node/engine/startEngine";
import { adam } from "../../../src/training/adam";
import { CarriedState } from "../../../src/training/carriedState";
import { momentum, sgd } from "../../../src/training/sgd";
import {
  handOn,
  otherWeightsOf,
  paintHolesBlack,
  parametersOf,
  stepScalars,
  type TensorMap,
} from "../../../src/training/step";
import {
  evaluationStep,
  supervised,
  trainingStep,
  type SupervisedOptions,
} from "../../../src/training/steps/supervised";
import { randomLayersNetwork, smallData } from "../smallTraining";

before(async () => {
  await startEngine({ purpose: "training", quiet: true });
});

const data = smallData();

/** The inputs of the first step on four images. */
function firstInputs(options: SupervisedOptions): TensorMap {
  const step = supervised(options);
  const positions = [0, 1, 2, 3];
  const images = tf.tensor(data.train.batch(positions).data, [4, 32, 32, 3]);
  const knownMask = tf.tensor(data.trainingMasks(1).batch(positions).data, [4, 32, 32, 1]);
  return { images, knownMask, ...stepScalars(step, 1), ...new CarriedState(step).inputs() };
}

test("it names the network's weights, its optimiser's state, its numbers and whether layers draw", () => {
  const model = randomLayersNetwork();
  const step = supervised({ model, optimizer: momentum({ learningRate: 0.5 }) });
  assert.deepEqual(step.parameters, parametersOf(model));
  assert.deepEqual(step.otherWeights, otherWeightsOf(model));
  assert.deepEqual([step.parameters.length, step.otherWeights.length], [6, 2]);
  assert.deepEqual(step.stateShapes, {
    state0: [3, 3, 3, 4],
    state1: [4],
    state2: [4],
    state3: [4],
    state4: [1, 1, 4, 3],
    state5: [3],
  });
  assert.deepEqual([step.averages, step.otherLosses, step.seeded], [{}, [], true]);
  assert.deepEqual(step.numbers(3), momentum({ learningRate: 0.5 }).stepInputs(3));
  assert.equal(supervised({ model: buildReportAutoencoder() }).seeded, false);
});

test("with averages it carries one per parameter, of which the first takes the whole weight", () => {
  const step = supervised({ model: randomLayersNetwork(), optimizer: sgd(), averageDecay: 0.75 });
  const averages = [0, 1, 2, 3, 4, 5].map((i) => [`stateAverage${i}`, i]);
  assert.deepEqual(Object.entries(step.averages), averages);
  assert.deepEqual(step.stateShapes, {});
  assert.deepEqual(
    [1, 2, 9].map((number) => step.numbers(number).averageRate),
    [1, 0.25, 0.25],
  );
});

test("by default it trains with Adam on the binary cross-entropy of images with black holes", () => {
  const model = buildReportAutoencoder();
  const given = { model, loss: binaryCrossentropy, optimizer: adam(), prepareInput: paintHolesBlack };
  const inputs = firstInputs({ model });
  const [results, wanted] = [trainingStep({ model })(inputs), trainingStep(given)(inputs)];
  assert.deepEqual(Object.keys(results), Object.keys(wanted));
  for (const [name, tensor] of Object.entries(results))
    assert.deepEqual(tensor.dataSync(), wanted[name].dataSync(), name);
  assert.deepEqual(results.loss.dataSync(), evaluationStep({ model })(inputs).loss.dataSync());
  const squared = evaluationStep({ model, loss: meanSquaredError })(inputs).loss;
  assert.notDeepEqual(results.loss.dataSync(), squared.dataSync());
});

test("its functions are one to train and one to evaluate, on whatever batch the inputs stand for", () => {
  const options: SupervisedOptions = { model: buildReportAutoencoder() };
  const step = supervised(options);
  const { images, knownMask, ...rest } = firstInputs(options);
  const renamed = { pictures: images, holes: knownMask, ...rest };
  const batch = (inputs: TensorMap): ReturnType<typeof handOn> =>
    handOn({ images: inputs.pictures, knownMask: inputs.holes });
  const functions = step.train(batch);
  assert.equal(functions.length, 1);
  const plain = trainingStep(options)({ images, knownMask, ...rest });
  assert.deepEqual(functions[0](renamed).loss.dataSync(), plain.loss.dataSync());
  assert.deepEqual(step.evaluate(batch)(renamed).loss.dataSync(), plain.loss.dataSync());
});

test("options that make no sense are refused when the step is made", () => {
  const model = buildReportAutoencoder();
  for (const clipNorm of [0, -1, NaN]) {
    assert.throws(
      () => supervised({ model, clipNorm }),
      new RegExp(`Expected clipNorm above 0 or null, but received ${clipNorm}\\. Use for example 1\\.`),
    );
  }
  for (const parallelParts of [0, 1.5]) {
    assert.throws(
      () => supervised({ model, parallelParts }),
      new RegExp(
        `Expected parallelParts to be a whole number from 1 up, but received ${parallelParts}\\. Use for example 2\\.`,
      ),
    );
  }
  for (const averageDecay of [1, -0.1]) {
    assert.throws(() => supervised({ model, averageDecay }), {
      message: `Expected averageDecay from 0 up and below 1, or null, but received ${averageDecay}. Use for example 0.99.`,
    });
  }
  assert.equal(supervised({ model, clipNorm: null, averageDecay: null, parallelParts: 1 }).parameters.length, 10);
});
