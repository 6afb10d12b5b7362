import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { startEngine } from "../../src/node/engine/startEngine";
import { clipByGlobalNorm } from "../../src/training/clip";

before(async () => {
  await startEngine({ quiet: true });
});

const clipped = (gradients: number[][], clipNorm: number): number[][] =>
  tf.tidy(() =>
    clipByGlobalNorm(
      gradients.map((values) => tf.tensor1d(values)),
      clipNorm,
    ).map((tensor) => Array.from(tensor.dataSync())),
  );

test("a longer gradient keeps its direction over all tensors and gets the length", () => {
  assert.deepEqual(clipped([[3, 0], [4]], 2.5), [[1.5, 0], [2]]);
});

test("a shorter one stays as it is, to the bit, and so does none at all", () => {
  const short = [[Math.fround(0.1), Math.fround(-0.3)], [Math.fround(1 / 3)]];
  assert.deepEqual(clipped(short, 1), short);
  assert.deepEqual(clipped([[0, 0], [0]], 1), [[0, 0], [0]]);
});
