import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { buildUNet } from "../../src/models/unet";
import { startEngine } from "../../src/node/engine/startEngine";

before(async () => {
  await startEngine({ quiet: true });
});

const weights = (model: tf.LayersModel): string =>
  JSON.stringify(model.getWeights().map((weight) => Array.from(weight.dataSync())));

test("with 7 channels in, 3 out and 16-32-64-96 it has 386,467 parameters", () => {
  const model = buildUNet({ inputChannels: 7 });
  assert.equal(model.countParams(), 386_467);
  assert.deepEqual(model.outputs[0].shape, [null, 32, 32, 3]);
  assert.equal(model.layers.filter((layer) => layer.getClassName() === "Conv2D").length, 15);
});

test("every level takes part: a change far away reaches the output, and values stay in (0,1)", () => {
  const model = buildUNet({ channels: [4, 6, 8], imageSize: [16, 24] });
  const [plain, changed, empty] = tf.tidy(() => {
    const image = tf.randomUniform([1, 16, 24, 3], 0, 1, "float32", 5);
    const dot = tf.oneHot([23], 24).reshape([1, 1, 24, 1]);
    const values = (x: tf.Tensor): Float32Array => (model.apply(x) as tf.Tensor).dataSync() as Float32Array;
    return [values(image), values(tf.add(image, dot)), values(tf.zeros([1, 16, 24, 3]))];
  });
  assert.equal(plain.length, 16 * 24 * 3);
  assert.ok(plain.every((value) => value > 0 && value < 1));
  const column = (x: number): number =>
    Array.from({ length: 16 }, (_, y) => (y * 24 + x) * 3).reduce((sum, i) => sum + Math.abs(plain[i] - changed[i]), 0);
  assert.ok(column(8) > 0, "15 columns to the left of the change");
  assert.ok(column(23) > column(8));
  assert.notDeepEqual(plain, empty);
});

test("the seed decides the initial weights", () => {
  const build = (seed?: number): string =>
    weights(buildUNet({ channels: [4, 8], ...(seed === undefined ? {} : { seed }) }));
  assert.equal(build(), build(1));
  assert.notEqual(build(1), build(2));
});

test("without a size it takes any that halves evenly; the output may be linear", () => {
  const model = buildUNet({ channels: [4, 8, 8], outputActivation: "linear", imageSize: null });
  for (const [height, width] of [
    [8, 12],
    [16, 4],
  ]) {
    const shape = tf.tidy(() => (model.apply(tf.ones([2, height, width, 3])) as tf.Tensor).shape);
    assert.deepEqual(shape, [2, height, width, 3]);
  }
  const values = tf.tidy(() => (model.apply(tf.mul(1e3, tf.ones([1, 8, 8, 3]))) as tf.Tensor).dataSync());
  assert.ok(values.some((value) => Math.abs(value) > 1));
});

test("a size that does not halve evenly is refused, and so is a network without levels", () => {
  assert.throws(
    () => buildUNet({ imageSize: [32, 36] }),
    /Expected a height and width that are multiples of 8 for 4 levels, but received 32×36/,
  );
  assert.throws(() => buildUNet({ channels: [] }), /Expected channels for at least one level/);
});
