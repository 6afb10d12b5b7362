import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { lossNamed, losses } from "../../src/losses";
import { startEngine } from "../../src/node/engine/startEngine";

before(async () => {
  await startEngine({ quiet: true });
});

test("the table has every loss of the room that needs no settings, under the name of its function", () => {
  const folder = join(__dirname, "../../src/losses");
  const settings = ["overlappingSquaredError.ts", "sixTerms.ts", "sixTermSettings.ts"];
  const others = ["index.ts", "loss.ts", "withGradient.ts", ...settings];
  const files = readdirSync(folder).filter((file) => !others.includes(file));
  assert.deepEqual(files.map((file) => file.replace(".ts", "")).sort(), Object.keys(losses).sort());
  for (const [name, loss] of Object.entries(losses)) {
    assert.equal((require(join(folder, name)) as { readonly [name: string]: unknown })[name], loss);
  }
});

test("each of images is lower the nearer the prediction is, is a scalar, and has a gradient that is not 0", () => {
  const truth = tf.fill([2, 4, 4, 3], 0.5);
  const near = tf.fill([2, 4, 4, 3], 0.6);
  const far = tf.fill([2, 4, 4, 3], 0.9);
  const knownMask = tf.tensor4d(
    Float32Array.from({ length: 32 }, (_, i) => i % 2),
    [2, 4, 4, 1],
  );
  const { softmaxCrossentropy: ofClasses, ...ofImages } = losses;
  assert.ok(ofClasses !== undefined);
  for (const [name, loss] of Object.entries(ofImages)) {
    const [low, high] = [near, far].map((predicted) => loss(truth, predicted, knownMask));
    assert.deepEqual(low.shape, [], name);
    assert.ok(low.dataSync()[0] < high.dataSync()[0], name);
    const gradient = tf.grad((predicted: tf.Tensor) => loss(truth, predicted, knownMask))(far);
    assert.ok(tf.max(gradient).dataSync()[0] > 1e-3, name);
  }
});

test("a loss by its name; an unknown one is refused with all that there are", () => {
  assert.equal(lossNamed("meanAbsoluteError"), losses.meanAbsoluteError);
  assert.throws(
    () => lossNamed("L1"),
    new RegExp(
      "Expected a loss among binaryCrossentropy, meanSquaredError, " +
        'meanAbsoluteError, holeSquaredError.*, but received "L1"\\. Use one of these names\\.',
    ),
  );
  assert.throws(() => lossNamed("toString"), /received "toString"/);
});
