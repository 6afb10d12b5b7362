import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { holeSquaredError } from "../../src/losses/holeSquaredError";
import { overlappingSquaredError, overlapWeights } from "../../src/losses/overlappingSquaredError";
import { startEngine } from "../../src/node/engine/startEngine";

before(async () => {
  await startEngine({ quiet: true });
});

/** Rows of "#" (hole) and "." (known). */
function maskOf(...rows: readonly string[]): tf.Tensor4D {
  const known = rows.flatMap((row) => [...row].map((pixel) => (pixel === "." ? 1 : 0)));
  return tf.tensor4d(known, [1, rows.length, rows[0].length, 1]);
}

const weightsOf = (mask: tf.Tensor4D, pixels: number): number[][] =>
  (tf.squeeze(overlapWeights(mask, pixels, 10), [0, 3]) as tf.Tensor2D).arraySync();

test("1 in the hole, the weight so many rows and columns around it, 0 beyond, at the border too", () => {
  const mask = maskOf(".....#", "......", "......", ".#....", "......");
  assert.deepEqual(weightsOf(mask, 0), [
    [0, 0, 0, 0, 0, 1],
    [0, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 0],
    [0, 1, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 0],
  ]);
  assert.deepEqual(weightsOf(mask, 1), [
    [0, 0, 0, 0, 10, 1],
    [0, 0, 0, 0, 10, 10],
    [10, 10, 10, 0, 0, 0],
    [10, 1, 10, 0, 0, 0],
    [10, 10, 10, 0, 0, 0],
  ]);
  assert.deepEqual(weightsOf(maskOf("#......"), 2), [[1, 10, 10, 0, 0, 0, 0]]);
});

/** Drawn images, predictions and masks, about a fifth of the pixels holes. */
function drawn(): { truth: tf.Tensor4D; predicted: tf.Tensor4D; masks: tf.Tensor4D } {
  const [truth, predicted] = [1, 2].map((seed) => tf.randomUniform<tf.Rank.R4>([2, 5, 6, 3], 0, 1, "float32", seed));
  const known = tf.greater(tf.randomUniform([2, 5, 6, 1], 0, 1, "float32", 3), 0.2);
  return { truth, predicted, masks: tf.cast(known, "float32") as tf.Tensor4D };
}

test("without an overlap it is the hole's squared error", () => {
  const { truth, predicted, masks } = drawn();
  const found = overlappingSquaredError(truth, predicted, overlapWeights(masks, 0, 10)).dataSync()[0];
  const wanted = holeSquaredError(truth, predicted, masks).dataSync()[0];
  assert.ok(Math.abs(found - wanted) < 1e-6, `${found} ${wanted}`);
});

test("weighted squares by hand, divided by the number of values that have a weight; its gradient", () => {
  const { truth, predicted, masks } = drawn();
  const weights = overlapWeights(masks, 1, 10);
  const [p, y, w] = [predicted, truth, weights].map((tensor) => Array.from(tensor.dataSync()));
  const values = 3 * w.filter((weight) => weight > 0).length;
  assert.ok(values < p.length, "some pixels have no weight");
  const wanted = p.reduce((sum, value, i) => sum + w[Math.floor(i / 3)] * (value - y[i]) ** 2, 0) / values;
  const found = overlappingSquaredError(truth, predicted, weights).dataSync()[0];
  assert.ok(Math.abs(found - wanted) < 1e-5 * wanted, `${found} ${wanted}`);
  const gradient = tf
    .grad((x) => overlappingSquaredError(truth, x, weights))(predicted)
    .dataSync();
  gradient.forEach((value, i) => {
    const one = (2 * w[Math.floor(i / 3)] * (p[i] - y[i])) / values;
    assert.ok(Math.abs(value - one) < 1e-6, `${value} ${one}`);
  });
});
