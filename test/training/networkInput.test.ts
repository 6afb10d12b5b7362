import assert from "node:assert/strict";
import { test } from "node:test";
import * as tf from "../support/tensorflow";
import { networkInputs } from "../../src/training/networkInput";

const images = tf.tensor4d([0.1, 0.2, 0.3, 0.4, 0.5, 0.6], [1, 1, 2, 3]);
const knownMask = tf.tensor4d([1, 0], [1, 1, 2, 1]);

function rounded(input: tf.Tensor): number[] {
  return Array.from(input.dataSync(), (value) => Number(value.toFixed(6)));
}

test("black holes: the image with 0 where it is not known", () => {
  const input = networkInputs["black holes"](images, knownMask);
  assert.deepEqual(input.shape, [1, 1, 2, 3]);
  assert.deepEqual(rounded(input), [0.1, 0.2, 0.3, 0, 0, 0]);
});

test("mask channel: the same, and the knownMask as a fourth channel", () => {
  const input = networkInputs["mask channel"](images, knownMask);
  assert.deepEqual(input.shape, [1, 1, 2, 4]);
  assert.deepEqual(rounded(input), [0.1, 0.2, 0.3, 1, 0, 0, 0, 0]);
});
