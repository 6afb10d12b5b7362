import assert from "node:assert/strict";
import { test } from "node:test";
import * as tf from "../support/tensorflow";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import { takeImages, takeMasks } from "../../src/images";
import { drawSquareMasks } from "../../src/masks/square";
import { buildReportAutoencoder } from "../../src/models/reportAutoencoder";
import { startEngine } from "../../src/node/engine/startEngine";
import { randomStream } from "../../src/random";
import { fillWithModel } from "../../src/training/predict";

test("batches of any size give the same fills and leave no tensor", async () => {
  await startEngine({ quiet: true });
  const { images } = drawDeadLeaves({ trainCount: 10, testCount: 10 }).test;
  const knownMask = drawSquareMasks(images.shape, randomStream(1, "test"));
  const model = buildReportAutoencoder();
  const before = tf.memory().numTensors;
  const whole = fillWithModel(model, images, knownMask);
  const parts = fillWithModel(model, images, knownMask, { batchSize: 3 });
  assert.deepEqual(whole.shape, images.shape);
  whole.data.forEach((value, i) => assert.ok(Math.abs(value - parts.data[i]) < 1e-6));
  assert.equal(tf.memory().numTensors, before);
  const seventh = fillWithModel(model, takeImages(images, [7]), takeMasks(knownMask, [7]));
  seventh.data.forEach((value, i) => assert.ok(Math.abs(value - whole.data[7 * 3072 + i]) < 1e-6));
});

test("a mask that does not fit is refused", () => {
  const { images } = drawDeadLeaves({ trainCount: 10, testCount: 10 }).test;
  assert.throws(
    () => fillWithModel(buildReportAutoencoder(), images, takeMasks(images, [0])),
    /Expected knownMask of shape \[10,32,32,1\]/,
  );
});
