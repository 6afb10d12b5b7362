import assert from "node:assert/strict";
import { test } from "node:test";
import * as tf from "../support/tensorflow";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import { imageBatch, takeImages, takeMasks, toFloat } from "../../src/images/batch";
import { paintHoles } from "../../src/images/holes";
import { drawSquareMasks } from "../../src/masks/square";
import { buildReportAutoencoder } from "../../src/models/reportAutoencoder";
import { startEngine } from "../../src/node/engine/startEngine";
import { randomStream } from "../../src/random";
import { networkInputs } from "../../src/training/networkInput";
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

for (const input of ["black holes", "mask channel"] as const) {
  test(`what lies under a hole is never read, not even where it is no number, by a network given ${input}`, async () => {
    await startEngine({ quiet: true });
    const images = toFloat(drawDeadLeaves({ trainCount: 3, testCount: 3 }).test.images);
    const knownMask = drawSquareMasks(images.shape, randomStream(1, "test"));
    const channels = input === "black holes" ? 3 : 4;
    const model = tf.sequential({
      layers: [
        tf.layers.conv2d({
          inputShape: [32, 32, channels],
          filters: 3,
          kernelSize: 3,
          padding: "same",
          kernelInitializer: "ones",
        }),
      ],
    });
    const options = { prepareInput: networkInputs[input] };
    const wanted = fillWithModel(model, images, knownMask, options).data;
    for (const under of [NaN, Infinity, 0.5])
      assert.deepEqual(fillWithModel(model, paintHoles(images, knownMask, under), knownMask, options).data, wanted);
    const broken = imageBatch(images.data.slice(), images.shape);
    broken.data[3 * knownMask.data.indexOf(1) + 2] = Infinity;
    assert.throws(
      () => fillWithModel(model, broken, knownMask, options),
      /^Error: Expected float32 values of known pixels in \[0,1\], but received Infinity at position \d+\./,
    );
    model.dispose();
  });
}
