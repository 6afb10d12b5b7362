// Features of encoders and classifiers that begin with them, on pictures whose colour tells the class.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import type { LabelledImages } from "../../src/datasets/dataset";
import { takeLabelled } from "../../src/datasets/split";
import { range, toFloat } from "../../src/images/batch";
import { nothingHidden, paintHoles } from "../../src/images/holes";
import { drawCentreSquareMasks } from "../../src/masks/centreSquare";
import { buildEncoderClassifier } from "../../src/models/encoderClassifier";
import { randomStream } from "../../src/random";
import { startEngine } from "../../src/node/engine/startEngine";
import { toTensor } from "../../src/tensors";
import { encoderFeatures } from "../../src/transfer/encoderFeatures";
import { classifyImages, fineTune } from "../../src/transfer/fineTune";

const { train } = drawDeadLeaves({ trainCount: 260, testCount: 1 });
const labels = Uint8Array.from({ length: 260 }, (_, i) => i % 2);
const data = train.images.data.map((value, k) => (Math.floor(k / 3072) % 2 === 0 ? value >> 2 : 192 + (value >> 2)));
const coloured: LabelledImages = { images: { ...train.images, data }, labels };

before(async () => {
  await startEngine({ quiet: true });
});

test("features are the encoder's output at 4×4 places, row after row; holes are black, and the mask is told", () => {
  const { images } = coloured;
  for (const encoder of ["reportAutoencoder", "contextEncoder"] as const) {
    const classifier = buildEncoderClassifier({ encoder, ...(encoder === "contextEncoder" && { encoderOptions: { width: 0.0625 } }) }); // prettier-ignore
    const tensors = tf.memory().numTensors;
    const whole = encoderFeatures(classifier, images, nothingHidden(images));
    assert.deepEqual([whole.count, whole.size], [260, encoder === "contextEncoder" ? 16 * 32 : 16 * 16]);
    assert.equal(tf.memory().numTensors, tensors);
    // Image 255, in the second batch, by hand.
    const end = classifier.getLayer(encoder === "contextEncoder" ? "down_3_relu" : "pool_2");
    const cut = tf.model({ inputs: classifier.inputs, outputs: end.output as tf.SymbolicTensor });
    const mask = drawCentreSquareMasks([1, 32, 32, 3], randomStream(1, "test"));
    const byHand = (knownMask: typeof mask): number[] =>
      tf.tidy(() => {
        const one = takeLabelled(coloured, [255]).images;
        const given = [toTensor(paintHoles(one, knownMask)), ...(encoder === "contextEncoder" ? [tf.tensor4d(Float32Array.from(knownMask.data), [1, 32, 32, 1])] : [])]; // prettier-ignore
        const out = cut.apply(tf.concat(given, 3), { training: false }) as tf.Tensor4D;
        const [, height, width, channels] = out.shape;
        const step = height / 4;
        const blocks = tf.mean(tf.reshape(out, [4, step, 4, width / 4, channels]), [1, 3]);
        return Array.from(blocks.dataSync());
      });
    const close = (row: ArrayLike<number>, wanted: readonly number[]): void => {
      assert.equal(row.length, wanted.length);
      wanted.forEach((value, k) => assert.ok(Math.abs(row[k] - value) < 1e-5, `${k}: ${row[k]} ${value}`));
    };
    close(whole.data.subarray(255 * whole.size, 256 * whole.size), byHand(nothingHidden({ shape: [1, 32, 32, 3] })));
    const one = takeLabelled(coloured, [255]).images;
    const holed = encoderFeatures(classifier, one, mask);
    close(holed.data, byHand(mask));
    assert.notDeepEqual(Array.from(holed.data), Array.from(whole.data.subarray(255 * whole.size, 256 * whole.size)));
    classifier.dispose();
  }
});

test("places that do not divide the encoder's are refused", () => {
  const classifier = buildEncoderClassifier({ encoder: "reportAutoencoder" });
  const { images } = takeLabelled(coloured, [0]);
  assert.throws(
    () => encoderFeatures(classifier, images, nothingHidden(images), 3),
    /Expected places that divide the encoder's 8×8, but received 3\. Use for example 4\./,
  );
  classifier.dispose();
});

test("trained on few labels, a classifier gives the class of other images; as many passes as the samples say", async () => {
  const [fit, others] = [takeLabelled(coloured, range(40)), takeLabelled(coloured, range(60, 200))];
  const classifier = buildEncoderClassifier({ encoder: "reportAutoencoder", classes: 2 });
  const before = classifier.getLayer("encoder_2").getWeights()[0].dataSync().slice();
  const { log } = await fineTune(classifier, fit, others, { samples: 290, batchSize: 16, learningRate: 5e-3 });
  assert.equal(log.length, 7);
  assert.ok(log[6].loss < log[0].loss, JSON.stringify(log));
  assert.notDeepEqual(classifier.getLayer("encoder_2").getWeights()[0].dataSync(), before, "the encoder learns too");
  const right = (set: LabelledImages): number =>
    classifyImages(classifier, set.images).filter((one, i) => one === set.labels[i]).length / set.labels.length;
  assert.ok(right(others) > 0.9, JSON.stringify([right(others), log]));
  // Two batches give what one gives.
  const all = classifyImages(classifier, coloured.images);
  assert.deepEqual(Array.from(all.subarray(250)), Array.from(classifyImages(classifier, takeLabelled(coloured, range(10, 250)).images))); // prettier-ignore
  assert.deepEqual(classifyImages(classifier, toFloat(coloured.images)), all);
  classifier.dispose();
});

test("the same seed trains the same classifier", async () => {
  const fit = takeLabelled(coloured, range(20));
  const logs: unknown[] = [];
  for (const seed of [1, 1, 2]) {
    const classifier = buildEncoderClassifier({
      encoder: "autoencoder",
      encoderOptions: { width: 0.0625 },
      classes: 2,
    });
    logs.push((await fineTune(classifier, fit, fit, { samples: 1, batchSize: 8, seed })).log);
    classifier.dispose();
  }
  assert.deepEqual(logs[0], logs[1]);
  assert.notDeepEqual(logs[0], logs[2]);
});
