import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { startEngine } from "../../src/node/engine/startEngine";
import { adamW } from "../../src/training/adam";
import { muon, orthogonalise } from "../../src/training/muon";
import type { Optimizer, Update } from "../../src/training/optimizer";

before(async () => {
  await startEngine({ quiet: true });
});

const norm = (x: tf.Tensor): number => tf.norm(x).dataSync()[0];

/** One step from a state, with numbers of the step-th step. */
function update(
  optimizer: Optimizer,
  step: number,
  parameter: tf.Tensor,
  gradient: tf.Tensor,
  state: readonly tf.Tensor[],
): Update {
  const inputs = Object.fromEntries(
    Object.entries(optimizer.stepInputs(step)).map(([name, value]) => [name, tf.scalar(value)]),
  );
  return optimizer.update(parameter, gradient, state, inputs);
}

for (const [rows, columns] of [
  [36, 5],
  [5, 36],
  [7, 7],
] as const) {
  test(`${rows}×${columns}: near the polar factor: its product with the matrix is symmetric, all directions have one length`, () => {
    const matrix = tf.randomNormal([rows, columns], 0, 3, "float32", 1) as tf.Tensor2D;
    const o = orthogonalise(matrix);
    const tall = rows >= columns;
    const product = tf.matMul(o, matrix, tall, !tall);
    const gram = tf.matMul(o, o, tall, !tall);
    const size = Math.min(rows, columns);
    assert.ok(norm(tf.sub(product, tf.transpose(product))) < 0.01 * norm(product));
    // Jordan's polynomial leaves singular values between about 0.7 and 1.2, squares between 0.4 and 1.5.
    assert.ok(norm(tf.sub(gram, tf.eye(size))) < 0.6 * Math.sqrt(size), `${norm(tf.sub(gram, tf.eye(size)))}`);
    assert.ok(norm(tf.sub(orthogonalise(tf.mul(matrix, 1e3)), o)) < 1e-3, "the matrix's length plays no part");
  });
}

test("singular values go through Jordan's polynomial five times", () => {
  const values = [3, 2, 0.5, 0.1];
  const length = Math.hypot(...values);
  const applied = (value: number, times: number): number =>
    times === 0 ? value : applied(3.4445 * value - 4.775 * value ** 3 + 2.0315 * value ** 5, times - 1);
  const o = orthogonalise(tf.diag(tf.tensor1d(values)) as tf.Tensor2D).arraySync();
  values.forEach((value, i) => assert.ok(Math.abs(o[i][i] - applied(value / length, 5)) < 1e-4, `${o[i][i]}`));
  assert.ok(Math.abs(o[0][0] - applied(3 / length, 4)) > 0.05 && Math.abs(o[0][0] - applied(3 / length, 6)) > 0.05);
});

test("the direction looks one step ahead (Nesterov): momentum and gradient, not the momentum alone", () => {
  const shape = [3, 3, 4, 8];
  const [first, second] = [2, 3].map((seed) => tf.randomNormal(shape, 0, 1, "float32", seed));
  const optimizer = muon({ learningRate: 0.01, weightDecay: 0 });
  const zero = [tf.zeros(shape), tf.zeros(shape)];
  const { state } = update(optimizer, 1, tf.zeros(shape), first, zero);
  const moved = update(optimizer, 2, tf.zeros(shape), second, state).parameter;
  const velocity = tf.add(tf.mul(first, 0.95 * 0.05), tf.mul(second, 0.05));
  const ahead = tf.add(tf.mul(velocity, 0.95), tf.mul(second, 0.05));
  const stepAlong = (momentum: tf.Tensor): tf.Tensor =>
    tf.mul(tf.reshape(orthogonalise(tf.reshape(momentum, [36, 8])), shape), -0.01 * 0.2 * 6);
  assert.ok(norm(tf.sub(moved, stepAlong(ahead))) < 1e-3 * norm(moved));
  assert.ok(norm(tf.sub(moved, stepAlong(velocity))) > 0.05 * norm(moved));
});

test("a kernel moves by the orthogonal momentum, of the stated size, and shrinks by the weight decay", () => {
  const shape = [3, 3, 4, 8];
  const parameter = tf.ones(shape);
  const gradient = tf.randomNormal(shape, 0, 1, "float32", 2);
  const zero = [tf.zeros(shape), tf.zeros(shape)];
  const optimizer = muon({ learningRate: 0.01, weightDecay: 0.1 });
  const first = update(optimizer, 1, parameter, gradient, zero);
  const wanted = tf.sub(
    1 - 0.01 * 0.1,
    tf.mul(tf.reshape(orthogonalise(tf.reshape(gradient, [36, 8])), shape), 0.01 * 0.2 * 6),
  );
  assert.ok(norm(tf.sub(first.parameter, wanted)) < 1e-4 * norm(tf.sub(1, wanted)));
  const second = update(optimizer, 2, parameter, tf.neg(gradient), first.state);
  const velocity = 0.95 * 0.05 - 0.05;
  assert.ok(norm(tf.sub(second.state[0], tf.mul(gradient, velocity))) < 1e-6);
  assert.ok(first.state.concat(second.state).every((tensor) => tensor.shape.join() === shape.join()));
});

test("what is no kernel goes by AdamW", () => {
  const settings = { learningRate: 0.02, weightDecay: 0.3 };
  const parameter = tf.tensor1d([1, -2, 3]);
  const gradient = tf.tensor1d([0.1, 2, -3]);
  const state = [tf.tensor1d([0.2, 0, 1]), tf.tensor1d([1, 0.5, 2])];
  const [ours, wanted] = [muon(settings), adamW(settings)].map((optimizer) =>
    update(optimizer, 3, parameter, gradient, state),
  );
  assert.deepEqual(ours.parameter.dataSync(), wanted.parameter.dataSync());
  assert.deepEqual(
    ours.state.map((tensor) => tensor.dataSync()),
    wanted.state.map((tensor) => tensor.dataSync()),
  );
});

test("its name says what it was given; a learning rate that makes no sense is refused", () => {
  assert.equal(
    muon({ learningRate: 0.01 }).name,
    "muon(0.01, 0.95) with weight decay 0.0001, else adam(0.01, 0.9, 0.999, 1e-7) with weight decay 0.0001",
  );
  assert.throws(
    () => muon({ learningRate: -1 }).stepInputs(4),
    /Expected a learning rate from 0 up, but received -1 in step 4\./,
  );
});
