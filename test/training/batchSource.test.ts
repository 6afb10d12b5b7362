import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { imageBatch } from "../../src/images";
import { startEngine } from "../../src/node/engine/startEngine";
import { BatchesByEpoch, copyBatches, type BatchSource } from "../../src/training/batchSource";

before(async () => { await startEngine({ quiet: true }); });

const images = imageBatch(Uint8Array.from([0, 51, 102, 153, 204, 255]), [3, 1, 2, 1]);
const masks = imageBatch(Uint8Array.from([1, 0, 1, 1, 0, 1]), [3, 1, 2, 1]);
const otherMasks = imageBatch(new Uint8Array(6), [3, 1, 2, 1]);

test("copied batches hold the images asked for, in order, and the masks set last", () => {
  const source = copyBatches(images, masks), { step, held } = source.inputs([2, 0]), batch = source.batch(step);
  assert.deepEqual(held, {});
  assert.deepEqual([batch.images.shape, batch.knownMask.shape], [[2, 1, 2, 1], [2, 1, 2, 1]]);
  assert.deepEqual(Array.from(batch.images.dataSync()), [204 / 255, 1, 0, 51 / 255].map(Math.fround));
  assert.deepEqual(Array.from(batch.knownMask.dataSync()), [0, 1, 1, 0]);
  source.setMasks(otherMasks);
  source.setImages(imageBatch(new Uint8Array(6).fill(255), [3, 1, 2, 1]));
  const later = source.inputs([2, 0]).step;
  assert.deepEqual(Array.from(source.batch(later).knownMask.dataSync()), [0, 0, 0, 0]);
  assert.deepEqual(Array.from(source.batch(later).images.dataSync()), [1, 1, 1, 1]);
  source.dispose();
  assert.ok(!later.images.isDisposed, "a step's tensors are its user's");
});

test("images and masks are handed to the source where they change, not epoch by epoch", () => {
  const log: string[] = [], byEpoch = [masks, masks, otherMasks, otherMasks, masks], mirrored = { ...images };
  const name = (knownMask: typeof masks): string => (knownMask === masks ? "masks" : "other masks");
  const batches = new BatchesByEpoch((_, knownMask) => {
    log.push(`made with ${name(knownMask)}`);
    return {
      inputs: (positions) => ({ step: { positions: tf.tensor1d(Array.from(positions)) }, held: {} }),
      batch: () => { throw new Error("unused"); },
      setImages: (other) => { log.push(other === images ? "set images" : "set mirrored images"); },
      setMasks: (other) => { log.push(`set ${name(other)}`); },
      dispose: () => { log.push("disposed"); },
    } satisfies BatchSource;
  }, (epoch) => (epoch >= 4 ? mirrored : images), (epoch) => byEpoch[epoch - 1]);
  assert.throws(() => batches.inputs([0]), /Expected an epoch before the first batch\. Call useEpoch first\./);
  for (const epoch of [1, 2, 3, 4, 5]) batches.useEpoch(epoch);
  assert.deepEqual(Array.from(batches.inputs([1]).step.positions.dataSync()), [1]);
  batches.dispose();
  assert.deepEqual(log, ["made with masks", "set other masks", "set mirrored images", "set masks", "disposed"]);
});
