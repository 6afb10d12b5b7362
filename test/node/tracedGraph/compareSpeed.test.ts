import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { startEngine } from "../../../src/node/engine/startEngine";
import { compareSpeed, largestDifference, relativeDifferences } from "../../../src/node/tracedGraph/compareSpeed";
import { FrozenValueError } from "../../../src/node/tracedGraph/graph";

before(async () => {
  assert.equal((await startEngine({ purpose: "training", quiet: true })).backend, "tensorflow");
});

test("both ways are run as often as asked, the graph is recorded twice, and no tensor is left", () => {
  let calls = 0;
  const x = tf.randomUniform([20, 20]);
  const count = tf.memory().numTensors;
  const speed = compareSpeed(
    (inputs) => {
      calls++;
      return { y: tf.matMul(inputs.x, inputs.x) };
    },
    { x },
    { runs: 3 },
  );
  assert.equal(calls, 1 + 2 + 3); // eager for the comparison, two recordings, eager three times; the graph needs no JavaScript
  assert.ok(speed.eagerMilliseconds > 0 && speed.tracedMilliseconds > 0 && speed.tracingMilliseconds >= 0);
  assert.deepEqual(Object.keys(speed.differences), ["y"]);
  assert.ok(speed.differences.y <= 1e-6);
  assert.equal(tf.memory().numTensors, count);
  x.dispose();
});

test("a difference is a part of the eager result's norm", () => {
  const eager = { a: tf.tensor1d([3, 4]), b: tf.tensor1d([10, 0]), none: tf.tensor1d([0, 0]) };
  const traced = { a: tf.tensor1d([3, 5]), b: tf.tensor1d([10, 3]), none: tf.tensor1d([0, 2]) };
  assert.deepEqual(relativeDifferences(eager, traced), { a: 1 / 5, b: 3 / 10, none: 2 });
  assert.deepEqual(relativeDifferences(eager, eager), { a: 0, b: 0, none: 0 });
});

test("the largest difference, of all names or of those asked for", () => {
  const differences = { loss: 1e-7, parameter0: 3e-7, state0: 2e-5 };
  assert.equal(largestDifference(differences), 2e-5);
  assert.equal(largestDifference(differences, /^(loss|parameter)/), 3e-7);
  assert.equal(largestDifference(differences, /^gradient/), 0);
});

test("what cannot be traced is refused with the reason", async () => {
  const x = tf.tensor1d([1, 2]);
  const count = tf.memory().numTensors;
  assert.throws(
    () => compareSpeed((inputs) => ({ y: tf.mul(inputs.x, tf.max(inputs.x).dataSync()[0]) }), { x }),
    /Expected a function that can be traced, but received the warning "This step runs eagerly.*read in the middle/,
  );
  assert.throws(() => compareSpeed((inputs) => ({ y: tf.add(inputs.x, Math.random()) }), { x }), FrozenValueError);
  assert.equal(tf.memory().numTensors, count);
  await tf.setBackend("cpu");
  try {
    assert.throws(
      () => compareSpeed((inputs) => ({ y: inputs.x }), { x }),
      /Expected the native engine, but the backend "cpu" runs/,
    );
  } finally {
    await tf.setBackend("tensorflow");
  }
});
