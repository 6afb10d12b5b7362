import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { startEngine } from "../../../src/node/engine/startEngine";
import { nativeBackend, type NativeBackend } from "../../../src/node/tracedGraph/backend";
import { median, profileOperations } from "../../../src/node/tracedGraph/profile";
import type { TensorMap } from "../../../src/node/tracedGraph/graph";

before(async () => {
  assert.equal((await startEngine({ purpose: "training", quiet: true })).backend, "tensorflow");
});

const step = ({ x, w }: TensorMap): TensorMap => ({ y: tf.relu(tf.add(tf.matMul(x, w), tf.matMul(w, x))) });

test("operations are counted by kind, the dearest first, within the time of the whole", () => {
  const inputs = { x: tf.randomUniform([400, 400]), w: tf.randomUniform([400, 400]) };
  const { rows, calls, milliseconds } = profileOperations(step, inputs, { runs: 3 });
  assert.deepEqual(Object.fromEntries(rows.map((row) => [row.op, row.calls])), { BatchMatMulV2: 2, Add: 1, Relu: 1 });
  assert.equal(calls, 4);
  assert.deepEqual(
    rows.map((row) => row.milliseconds),
    rows.map((row) => row.milliseconds).sort((a, b) => b - a),
  );
  assert.ok(rows.every((row) => row.milliseconds > 0 && row.milliseconds < milliseconds));
});

test("results are disposed of and the backend is as it was, also when the function throws", () => {
  const backend = nativeBackend() as NativeBackend;
  const { executeSingleOutput, executeMultipleOutputs } = backend;
  const inputs = { x: tf.ones([2, 2]), w: tf.ones([2, 2]) };
  const tensors = tf.memory().numTensors;
  profileOperations(step, inputs, { runs: 1 });
  assert.throws(
    () =>
      profileOperations((given) => {
        step(given);
        throw new Error("stop here");
      }, inputs),
    /stop here/,
  );
  assert.equal(backend.executeSingleOutput, executeSingleOutput);
  assert.equal(backend.executeMultipleOutputs, executeMultipleOutputs);
  assert.equal(tf.memory().numTensors, tensors);
});

test("operations with several outputs are seen", () => {
  const { rows } = profileOperations(({ x }) => ({ y: tf.split(x, 2)[1] }), { x: tf.ones([4]) }, { runs: 1 });
  assert.ok(
    rows.some(({ op }) => /^Split/.test(op)),
    JSON.stringify(rows),
  );
});

test("a function that changes from run to run is refused, and so are no runs", () => {
  let run = 0;
  const changing = ({ x }: TensorMap): TensorMap => ({ y: run++ < 2 ? tf.relu(x) : tf.square(x) });
  assert.throws(
    () => profileOperations(changing, { x: tf.ones([2]) }, { runs: 2 }),
    /Expected the same operations in every run, but received 1 Relu and then 1 Square\. Profile a function/,
  );
  for (const runs of [0, 1.5]) {
    assert.throws(
      () => profileOperations(step, {}, { runs }),
      new RegExp(`runs to be a whole number from 1 up, but received ${runs}\\.`),
    );
  }
});

test("another backend has nothing to profile", async () => {
  await tf.setBackend("cpu");
  try {
    assert.throws(
      () => profileOperations(step, {}),
      /Expected the native engine, but the backend "cpu" runs\. Call startEngine/,
    );
  } finally {
    await tf.setBackend("tensorflow");
  }
});

test("the median of an odd and of an even number of values", () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 3, 2]), 2.5);
});
