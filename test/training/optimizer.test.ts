import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { startEngine } from "../../src/node/engine/startEngine";
import { adam } from "../../src/training/optimizer";

before(async () => { await startEngine({ quiet: true }); });

// keras.optimizers.Adam(1e-3, epsilon=1e-7), Keras 3.15.1, three steps from [1, -2, 0.5] with the gradients below:
//   v = keras.Variable([1., -2., .5]); o = keras.optimizers.Adam(1e-3); [o.apply([g], [v]) for g in gradients]
const gradients = [[0.1, -0.2, 1e-6], [0.3, 0.1, -1e-6], [-0.2, 0.4, 1e-6]];
const expected = [0.9978243112564087, -1.9991910457611084, 0.49965721368789673];

test("three steps equal Keras's Adam, tiny gradients included (epsilon's place shows there)", () => {
  const optimizer = adam();
  let p: tf.Tensor = tf.tensor1d([1, -2, 0.5]), state: readonly tf.Tensor[] = [tf.zeros([3]), tf.zeros([3])];
  gradients.forEach((gradient, i) => {
    ({ parameter: p, state } = optimizer.update(p, tf.tensor1d(gradient), state, tf.scalar(optimizer.stepSize(i + 1))));
  });
  p.dataSync().forEach((value, i) => assert.ok(Math.abs(value - expected[i]) < 2e-7, `${value} and ${expected[i]}`));
});
