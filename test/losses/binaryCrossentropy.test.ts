import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { imageBatch } from "../../src/images/batch";
import { binaryCrossentropy } from "../../src/losses/binaryCrossentropy";
import { entropyFloor, imageCrossentropy } from "../../src/metrics/crossentropy";
import { startEngine } from "../../src/node/engine/startEngine";

before(async () => {
  await startEngine({ quiet: true });
});

// keras.losses.binary_crossentropy([[0.3, 0.7, 0, 1]], [[0.2, 0.9, 0, 0.4]]), Keras 3.15.1: 0.5799626708030701
const truth = [0.3, 0.7, 0, 1];
const predicted = [0.2, 0.9, 0, 0.4];
const byHand = truth.reduce((sum, y, i) => {
  const p = Math.min(1 - 1e-7, Math.max(1e-7, predicted[i]));
  return sum - (y * Math.log(p) + (1 - y) * Math.log(1 - p)) / 4;
}, 0);

test("the loss equals Keras's, clipping included", () => {
  const loss = binaryCrossentropy(tf.tensor2d([truth]), tf.tensor2d([predicted])).dataSync()[0];
  assert.ok(Math.abs(loss - byHand) < 1e-6);
  assert.ok(Math.abs(loss - 0.5799626708030701) < 1e-6);
});

test("predictions are clipped to 1e-7 and to 1 - 1e-7, in float32: what is certain and wrong costs 16.1 and 15.9 nats", () => {
  const loss = (y: number, p: number): number =>
    binaryCrossentropy(tf.tensor2d([[y]]), tf.tensor2d([[p]])).dataSync()[0];
  assert.ok(Math.abs(loss(1, 0) - -Math.log(1e-7)) < 1e-4, String(loss(1, 0)));
  assert.ok(Math.abs(loss(0, 1) - -Math.log(1 - Math.fround(1 - 1e-7))) < 1e-4, String(loss(0, 1)));
  assert.ok(loss(1, 1) < 1e-6 && loss(0, 0) < 1e-6);
});

test("the images' cross-entropy is the same number", () => {
  const batch = (values: number[]): ReturnType<typeof imageBatch> =>
    imageBatch(Float32Array.from(values), [1, 2, 2, 1]);
  assert.ok(Math.abs(imageCrossentropy(batch(truth), batch(predicted)) - byHand) < 1e-7);
  assert.throws(
    () => imageCrossentropy(batch(truth), imageBatch(new Float32Array(2), [1, 1, 2, 1])),
    /Expected predicted images of shape \[1,2,2,1\]/,
  );
});

test("no prediction goes below the floor, and the truth itself reaches it", () => {
  const bytes = imageBatch(
    Uint8Array.from({ length: 256 }, (_, i) => i),
    [1, 16, 16, 1],
  );
  const floor = entropyFloor(bytes);
  const floats = imageBatch(
    Float32Array.from(bytes.data, (byte) => byte / 255),
    bytes.shape,
  );
  assert.ok(Math.abs(entropyFloor(floats) - floor) < 1e-6);
  assert.ok(Math.abs(imageCrossentropy(floats, floats) - floor) < 1e-6);
  for (const shift of [-0.05, 0.02]) {
    const other = imageBatch(
      Float32Array.from(floats.data, (value) => value + shift),
      bytes.shape,
    );
    assert.ok(imageCrossentropy(floats, other) > floor);
  }
});

const logits = [-3, -0.5, 0, 0.25, 2.5, 5];
const targets = [0, 0.3, 0.5, 1, 0.9, 0.1];

test("from logits it is the same number, within float32, and gradients agree", () => {
  const { fromLogits } = binaryCrossentropy;
  const y = tf.tensor1d(targets);
  const z = tf.tensor1d(logits);
  assert.ok(fromLogits);
  const plain = (at: tf.Tensor): tf.Scalar => tf.mul(2, binaryCrossentropy(y, tf.sigmoid(at)));
  const stable = (at: tf.Tensor): tf.Scalar => tf.mul(2, fromLogits(y, at));
  assert.ok(Math.abs(plain(z).dataSync()[0] - stable(z).dataSync()[0]) < 1e-6);
  const wanted = tf.grad(plain)(z).dataSync();
  const found = tf.grad(stable)(z).dataSync();
  const norm = Math.hypot(...wanted);
  const distance = Math.hypot(...found.map((value, i) => value - wanted[i]));
  assert.ok(norm > 0.1 && distance < 1e-5 * norm, `${distance} of ${norm}`);
});

test("extreme logits keep a finite loss and a gradient that pulls back", () => {
  const { fromLogits } = binaryCrossentropy;
  const y = tf.tensor1d([1, 0, 1, 0]);
  const z = tf.tensor1d([-40, 40, 40, -40]);
  assert.ok(fromLogits);
  assert.equal(fromLogits(y, z).dataSync()[0], 20);
  const gradient = tf
    .grad((at: tf.Tensor) => fromLogits(y, at))(z)
    .dataSync();
  [-0.25, 0.25, 0, 0].forEach((wanted, i) => assert.ok(Math.abs(gradient[i] - wanted) < 1e-6, `${gradient}`));
});
