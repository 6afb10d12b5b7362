import assert from "node:assert/strict";
import { test } from "node:test";
import * as tf from "../support/tensorflow";
import { statelessUniform, statelessUniformKernel } from "../../src/layers/statelessUniform";
import { engineInstalled } from "../../src/node/engine/installEngine";
import { startEngine } from "../../src/node/engine/startEngine";
import { checkNotRun } from "../support/inputs";

function draw(first: number, second: number, count = 20_000): number[] {
  return tf.tidy(() => Array.from(statelessUniform([count / 2, 2], tf.tensor1d([first, second], "int32")).dataSync()));
}

/** Correlation of two lists of numbers. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;
  const [ma, mb] = [mean(a), mean(b)];
  const product = (x: readonly number[], mx: number, y: readonly number[], my: number): number =>
    x.reduce((sum, value, i) => sum + (value - mx) * (y[i] - my), 0);
  return product(a, ma, b, mb) / Math.sqrt(product(a, ma, a, ma) * product(b, mb, b, mb));
}

function checkUniform(): void {
  const values = draw(7, 11);
  assert.ok(values.every((value) => value >= 0 && value < 1));
  for (let tenth = 0; tenth < 10; tenth++) {
    const share = values.filter((value) => Math.floor(value * 10) === tenth).length / values.length;
    assert.ok(Math.abs(share - 0.1) < 0.01, `${share} of the values lie in tenth ${tenth}`);
  }
  assert.deepEqual(draw(7, 11), values, "the same seed again");
  for (const other of [draw(8, 11), draw(7, 12), draw(11, 7), draw(0, 0)])
    assert.ok(Math.abs(correlation(values, other)) < 0.03);
}

test("in JavaScript: uniform, and a function of both numbers of the seed", async () => {
  await tf.setBackend("cpu");
  assert.equal(tf.getKernel(statelessUniformKernel, "cpu"), undefined);
  checkUniform();
});

test("in TensorFlow: the same promises", async () => {
  if (!engineInstalled()) return checkNotRun("random numbers of the native engine: it is not installed");
  await startEngine({ purpose: "training", quiet: true });
  checkUniform();
});
