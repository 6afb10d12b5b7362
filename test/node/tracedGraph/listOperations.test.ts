import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { startEngine } from "../../../src/node/engine/startEngine";
import { countOperations, listOperations } from "../../../src/node/tracedGraph/listOperations";
import { FrozenValueError, type TensorMap } from "../../../src/node/tracedGraph/graph";

before(async () => {
  assert.equal((await startEngine({ purpose: "training", quiet: true })).backend, "tensorflow");
});

test("operations in order, with where their inputs come from and the shape of their result", () => {
  const weight = tf.variable(tf.ones([3, 2]), true, "list/weight");
  const count = tf.memory().numTensors;
  const run = ({ x }: TensorMap): TensorMap => ({ y: tf.relu(tf.mul(tf.matMul(x, weight as tf.Tensor), 3)) });
  const x = tf.ones([4, 3]);
  assert.deepEqual(listOperations(run, { x }), [
    { op: "BatchMatMulV2", inputs: ["x", "list/weight"], shape: [4, 2] },
    { op: "Mul", inputs: ["BatchMatMulV2 (1)", "constant"], shape: [4, 2] },
    { op: "Relu", inputs: ["Mul (2)"], shape: [4, 2] },
  ]);
  x.dispose();
  assert.equal(tf.memory().numTensors, count);
  weight.dispose();
});

test("rewritten: special operations in place of general ones, without what no result needs", () => {
  const run = ({ x, bias }: TensorMap): TensorMap => {
    tf.square(x);
    return { y: tf.relu(tf.add(x, bias)) };
  };
  const inputs = { x: tf.ones([2, 3]), bias: tf.ones([3]) };
  assert.deepEqual(countOperations(listOperations(run, inputs)), { Square: 1, Add: 1, Relu: 1 });
  assert.deepEqual(listOperations(run, inputs, { rewritten: true }), [
    { op: "BiasAdd", inputs: ["x", "bias"], shape: [2, 3] },
    { op: "Relu", inputs: ["BiasAdd (1)"], shape: [2, 3] },
  ]);
  tf.dispose(inputs);
});

test("kinds are counted, the most frequent first", () => {
  const of = (op: string): { op: string; inputs: string[]; shape: number[] } => ({ op, inputs: [], shape: [] });
  assert.deepEqual(Object.entries(countOperations([of("Relu"), of("Add"), of("Add")])), [
    ["Add", 2],
    ["Relu", 1],
  ]);
});

test("hidden state and other backends are refused", async () => {
  const draw = ({ x }: TensorMap): TensorMap => ({ y: tf.multinomial(x as tf.Tensor1D, 2) });
  assert.throws(() => listOperations(draw, { x: tf.tensor1d([0.5, 0.5]) }), FrozenValueError);
  await tf.setBackend("cpu");
  try {
    assert.throws(() => listOperations(draw, {}), /Expected the native engine, but the backend "cpu" runs/);
  } finally {
    await tf.setBackend("tensorflow");
  }
});
