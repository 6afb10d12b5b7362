import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { startEngine } from "../../src/node/engine/startEngine";
import { CarriedState } from "../../src/training/carriedState";
import type { TrainingStep } from "../../src/training/step";

before(async () => {
  await startEngine({ quiet: true });
});

type Carrying = Pick<TrainingStep, "parameters" | "otherWeights" | "stateShapes" | "averages">;

/** Two parameters, one of which has a state and the other an average, and a weight that is not trained. */
function carrying(): Carrying {
  return {
    parameters: [tf.variable(tf.tensor1d([1, 2])), tf.variable(tf.tensor1d([3]))],
    otherWeights: [tf.variable(tf.tensor1d([4]))],
    stateShapes: { "first moment": [2] },
    averages: { "second average": 1 },
  };
}

const valuesOf = (tensors: { [name: string]: tf.Tensor }): { [name: string]: number[] } =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, Array.from(tensor.dataSync())]));
const parametersNow = ({ parameters }: Carrying): number[][] =>
  parameters.map((variable) => Array.from(variable.dataSync()));

test("state begins at zero, an average at its parameter, with values of its own", () => {
  const step = carrying();
  const carried = new CarriedState(step);
  step.parameters[1].assign(tf.tensor1d([9]));
  assert.deepEqual(valuesOf(carried.inputs()), { "first moment": [0, 0], "second average": [3] });
});

test("results are taken over and disposed of; what is not among them stays", () => {
  const step = carrying();
  const carried = new CarriedState(step);
  const tensors = tf.memory().numTensors;
  const kept = carried.inputs()["second average"];
  carried.take({ parameter0: tf.tensor1d([5, 6]), "first moment": tf.tensor1d([7, 8]) });
  assert.deepEqual(parametersNow(step), [[5, 6], [3]]);
  assert.deepEqual(valuesOf(carried.inputs()), { "first moment": [7, 8], "second average": [3] });
  assert.equal(carried.inputs()["second average"], kept);
  carried.take({ parameter1: tf.tensor1d([10]), "second average": tf.tensor1d([11]) });
  assert.deepEqual(parametersNow(step), [[5, 6], [10]]);
  assert.deepEqual(valuesOf(carried.inputs()), { "first moment": [7, 8], "second average": [11] });
  carried.take({});
  carried.take(carried.inputs());
  assert.deepEqual(valuesOf(carried.inputs()), { "first moment": [7, 8], "second average": [11] });
  assert.deepEqual(parametersNow(step), [[5, 6], [10]]);
  assert.equal(tf.memory().numTensors, tensors);
});

test("averages take their parameters' place for a while or for good; the others stay as they are", async () => {
  const step = carrying();
  const carried = new CarriedState(step);
  carried.take({ "second average": tf.tensor1d([20]) });
  const tensors = tf.memory().numTensors;
  await carried.withAverages(async () => {
    assert.deepEqual(parametersNow(step), [[1, 2], [20]]);
    assert.deepEqual(
      carried.weights().map(({ data }) => Array.from(data)),
      [[1, 2], [20], [4]],
    );
    assert.deepEqual(
      carried.save().parameters.map(({ data }) => Array.from(data)),
      [[1, 2], [3], [4]],
    );
  });
  assert.deepEqual(parametersNow(step), [[1, 2], [3]]);
  await assert.rejects(
    carried.withAverages(async () => {
      throw new Error("stop here");
    }),
    /stop here/,
  );
  assert.deepEqual(parametersNow(step), [[1, 2], [3]]);
  assert.equal(tf.memory().numTensors, tensors);
  carried.useAverages();
  assert.deepEqual(parametersNow(step), [[1, 2], [20]]);
});

test("what was saved goes on elsewhere; dispose leaves the parameters alone", () => {
  const step = carrying();
  const carried = new CarriedState(step);
  carried.take({
    parameter0: tf.tensor1d([5, 6]),
    "first moment": tf.tensor1d([7, 8]),
    "second average": tf.tensor1d([9]),
  });
  const saved = carried.save();
  assert.deepEqual(
    saved.parameters.map(({ name }) => name),
    ["parameter0", "parameter1", "parameter2"],
  );
  const other = carrying();
  const tensors = tf.memory().numTensors;
  const continued = new CarriedState(other);
  continued.restore(saved);
  assert.deepEqual(continued.save(), saved);
  assert.deepEqual(parametersNow(other), [[5, 6], [3]]);
  continued.dispose();
  assert.equal(tf.memory().numTensors, tensors);
  assert.deepEqual(parametersNow(other), [[5, 6], [3]]);
});

test("a state with other names or other parameters is refused", () => {
  const saved = new CarriedState(carrying()).save();
  const without = new CarriedState({ ...carrying(), averages: {} });
  assert.throws(() => without.restore(saved), {
    message:
      "Expected the optimiser state first moment to first moment (1 arrays), but received first moment to second " +
      "average (2 arrays). Continue with the same network, optimiser and averageDecay.",
  });
  const renamed = new CarriedState({ ...carrying(), stateShapes: { "another moment": [2] } });
  assert.throws(
    () => renamed.restore(saved),
    /Expected the optimiser state another moment to second average \(2 arrays\), but/,
  );
  const carried = new CarriedState(carrying());
  assert.throws(
    () => carried.restore({ ...saved, parameters: saved.parameters.slice(1) }),
    /Expected 3 parameter arrays, but received 2\. Use the state of the same network\./,
  );
});
