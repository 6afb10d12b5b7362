import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { imagesInMemory } from "../../../src/datasets/imageSource";
import { imageBatch, toFloat } from "../../../src/images/batch";
import { masksDrawnOneByOne, masksInMemory } from "../../../src/masks/maskSource";
import { drawSquareMasks } from "../../../src/masks/square";
import { startEngine } from "../../../src/node/engine/startEngine";
import { holdBytes } from "../../../src/node/engine/holdBytes";
import { randomStream } from "../../../src/random";
import { copyBatches } from "../../../src/training/batchSource";

before(async () => {
  assert.equal((await startEngine({ purpose: "training", quiet: true })).backend, "tensorflow");
});

const shape = [40, 16, 16, 3] as const;
const pixels = Uint8Array.from({ length: 40 * 16 * 16 * 3 }, (_, i) => (i * 7919) % 256);
const images = imagesInMemory(imageBatch(pixels, shape));
const floatImages = imagesInMemory(toFloat(images.images));
const masks = [1, 2].map((seed) => masksInMemory(drawSquareMasks(shape, randomStream(seed, "test"))));

test("batches equal those copied in JavaScript, bit for bit, before and after new masks and images", () => {
  const held = holdBytes(images, masks[0]);
  const copied = copyBatches(images, masks[0]);
  for (const positions of [[0, 39, 5], [7], [3, 3]]) {
    const moved = imagesInMemory(
      imageBatch(
        pixels.map((byte) => (byte + positions.length) % 256),
        shape,
      ),
    );
    held.setImages(moved);
    copied.setImages(moved);
    for (const mask of masks) {
      held.setMasks(mask);
      copied.setMasks(mask);
      const [a, b] = [held, copied].map((source) =>
        tf.tidy(() => {
          const { step, held: present } = source.inputs(positions);
          const batch = source.batch({ ...step, ...present });
          return [batch.images, batch.knownMask].map((tensor) => ({ shape: tensor.shape, values: tensor.dataSync() }));
        }),
      );
      assert.deepEqual(a, b);
    }
  }
  held.dispose();
  copied.dispose();
});

test("disposing leaves no tensor", () => {
  const count = tf.memory().numTensors;
  const held = holdBytes(images, masks[0]);
  tf.tidy(() => {
    held.batch({ ...held.inputs([1, 2]).step, ...held.inputs([1]).held });
  });
  held.setMasks(masks[1]);
  held.setImages(images);
  held.dispose();
  assert.equal(tf.memory().numTensors, count);
});

test("float32 images, images that are not in memory and masks drawn one by one are copied batch by batch", () => {
  const notInMemory = { ...images, images: undefined };
  const oneByOne = masksDrawnOneByOne(40, (position) =>
    drawSquareMasks([1, 16, 16, 3], randomStream(1, "test", 1, position)),
  );
  for (const [imageSource, maskSource] of [
    [floatImages, masks[0]],
    [notInMemory, masks[0]],
    [images, oneByOne],
  ] as const) {
    const { step, held } = holdBytes(imageSource, maskSource).inputs([2]);
    assert.deepEqual(Object.keys(held), []);
    assert.deepEqual(Object.keys(step), ["images", "knownMask"]);
    tf.dispose(step);
  }
});

test("a position outside the set and images or masks of another type are refused", () => {
  const source = holdBytes(images, masks[0]);
  assert.throws(() => source.inputs([0, 40]), /Expected image positions from 0 to 39, but received 40/);
  const floatMasks = masksInMemory(toFloat(masks[0].knownMask));
  assert.throws(
    () => source.setMasks(floatMasks),
    /Expected uint8 masks in memory as before, but received others\. Draw them/,
  );
  assert.throws(
    () => source.setImages(floatImages),
    /Expected uint8 images in memory as before, but received others\. Augment the uint8 images\./,
  );
  source.dispose();
});
