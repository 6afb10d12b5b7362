import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { imagesInMemory, type ImageSource } from "../../src/datasets/imageSource";
import { imageBatch } from "../../src/images/batch";
import { masksDrawnOneByOne, masksInMemory, type MaskSource } from "../../src/masks/maskSource";
import { holdBytes } from "../../src/node/engine/holdBytes";
import { startEngine } from "../../src/node/engine/startEngine";
import { BatchesByEpoch, copyBatches, type HoldData } from "../../src/training/batchSource";

before(async () => {
  await startEngine({ quiet: true });
});

const images = imagesInMemory(imageBatch(Uint8Array.from([0, 51, 102, 153, 204, 255]), [3, 1, 2, 1]));
const masks = masksInMemory(imageBatch(Uint8Array.from([1, 0, 1, 1, 0, 1]), [3, 1, 2, 1]));
const otherMasks = masksInMemory(imageBatch(new Uint8Array(6), [3, 1, 2, 1]));

test("copied batches hold the images asked for, in order, and the masks set last", () => {
  const source = copyBatches(images, masks);
  const { step, held } = source.inputs([2, 0]);
  const batch = source.batch(step);
  assert.deepEqual(held, {});
  assert.deepEqual(
    [batch.images.shape, batch.knownMask.shape],
    [
      [2, 1, 2, 1],
      [2, 1, 2, 1],
    ],
  );
  assert.deepEqual(Array.from(batch.images.dataSync()), [204 / 255, 1, 0, 51 / 255].map(Math.fround));
  assert.deepEqual(Array.from(batch.knownMask.dataSync()), [0, 1, 1, 0]);
  source.setMasks(otherMasks);
  source.setImages(imagesInMemory(imageBatch(new Uint8Array(6).fill(255), [3, 1, 2, 1])));
  const later = source.inputs([2, 0]).step;
  assert.deepEqual(Array.from(source.batch(later).knownMask.dataSync()), [0, 0, 0, 0]);
  assert.deepEqual(Array.from(source.batch(later).images.dataSync()), [1, 1, 1, 1]);
  source.dispose();
  assert.ok(!later.images.isDisposed, "a step's tensors are its user's");
});

test("of images and masks that are not in memory only those asked for are read and drawn", () => {
  const read: number[] = [];
  const onDemand: ImageSource = {
    ...images,
    images: undefined,
    batch: (positions) => {
      read.push(...Array.from(positions));
      return images.batch(positions);
    },
  };
  const drawn: number[] = [];
  const oneByOne = masksDrawnOneByOne(3, (position) => {
    drawn.push(position);
    return imageBatch(Uint8Array.from([1, position === 1 ? 0 : 1]), [1, 1, 2, 1]);
  });
  const { step } = copyBatches(onDemand, oneByOne).inputs([1, 2]);
  assert.deepEqual(
    [read, drawn],
    [
      [1, 2],
      [1, 2],
    ],
  );
  assert.deepEqual(Array.from(step.images.dataSync()), [102 / 255, 153 / 255, 204 / 255, 1].map(Math.fround));
  assert.deepEqual(Array.from(step.knownMask.dataSync()), [1, 0, 1, 1]);
});

/** The sources that the epochs hand to a source of batches, one line each. */
function handedOver(
  epochs: readonly (readonly [ImageSource, MaskSource])[],
  names: ReadonlyMap<object, string>,
): string[] {
  const log: string[] = [];
  const hold: HoldData = (first, firstMasks) => {
    log.push(`made with ${names.get(first)} and ${names.get(firstMasks)}`);
    return {
      inputs: (positions) => ({ step: { positions: tf.tensor1d(Array.from(positions)) }, held: {} }),
      batch: () => {
        throw new Error("unused");
      },
      setImages: (other) => {
        log.push(`set ${names.get(other)}`);
      },
      setMasks: (other) => {
        log.push(`set ${names.get(other)}`);
      },
      dispose: () => {
        log.push("disposed");
      },
    };
  };
  const batches = new BatchesByEpoch(
    hold,
    (epoch) => epochs[epoch - 1][0],
    (epoch) => epochs[epoch - 1][1],
  );
  assert.throws(() => batches.inputs([0]), /Expected an epoch before the first batch\. Call useEpoch first\./);
  epochs.forEach((_, i) => batches.useEpoch(i + 1));
  assert.deepEqual(Array.from(batches.inputs([1]).step.positions.dataSync()), [1]);
  batches.dispose();
  return log;
}

test("images and masks are handed to the source where they change, not epoch by epoch", () => {
  const mirrored = imagesInMemory({ ...images.images });
  const names = new Map<object, string>([
    [images, "images"],
    [mirrored, "mirrored images"],
    [masks, "masks"],
    [otherMasks, "other masks"],
  ]);
  const log = handedOver(
    [
      [images, masks],
      [images, masks],
      [images, otherMasks],
      [mirrored, otherMasks],
      [mirrored, masks],
    ],
    names,
  );
  assert.deepEqual(log, [
    "made with images and masks",
    "set other masks",
    "set mirrored images",
    "set masks",
    "disposed",
  ]);
});

test("another source that holds the same set in memory is not handed over again; one that is not in memory is", () => {
  const sameImages = imagesInMemory(images.images);
  const sameMasks = masksInMemory(masks.knownMask);
  const read: ImageSource = { ...images, images: undefined };
  const readAgain = { ...read };
  const drawOne = (position: number): typeof masks.knownMask =>
    imageBatch(masks.knownMask.data.slice(2 * position, 2 * position + 2), [1, 1, 2, 1]);
  const drawn = masksDrawnOneByOne(3, drawOne);
  const drawnAgain = masksDrawnOneByOne(3, drawOne);
  const names = new Map<object, string>([
    [images, "images"],
    [sameImages, "same images"],
    [read, "read images"],
    [readAgain, "images read again"],
    [masks, "masks"],
    [sameMasks, "same masks"],
    [drawn, "drawn masks"],
    [drawnAgain, "masks drawn again"],
  ]);
  assert.deepEqual(
    handedOver(
      [
        [images, masks],
        [sameImages, sameMasks],
        [images, masks],
      ],
      names,
    ),
    ["made with images and masks", "disposed"],
  );
  assert.deepEqual(
    handedOver(
      [
        [read, drawn],
        [read, drawn],
        [readAgain, drawnAgain],
      ],
      names,
    ),
    ["made with read images and drawn masks", "set images read again", "set masks drawn again", "disposed"],
  );
});

test("what has to be prepared is: the batch and, in their order, the positions that follow", async () => {
  const asked: string[] = [];
  const slow: ImageSource = {
    ...images,
    images: undefined,
    prepare: async (positions, next) => {
      await new Promise(setImmediate);
      asked.push(`${Array.from(positions).join()};${Array.from(next).join()}`);
    },
  };
  const batches = new BatchesByEpoch(
    copyBatches,
    (epoch) => (epoch === 1 ? slow : images),
    () => masks,
  );
  batches.useEpoch(1);
  await batches.prepare(Int32Array.of(2), Int32Array.of(0, 1));
  assert.deepEqual(asked, ["2;0,1"]);
  batches.useEpoch(2);
  await batches.prepare(Int32Array.of(1), Int32Array.of(0));
  assert.deepEqual(asked, ["2;0,1"], "images in memory need no preparation");
  batches.dispose();
});

test("images that have classes bring them along, from memory and copied", () => {
  const labelled = imagesInMemory(images.images, { labels: Uint8Array.of(7, 8, 9) });
  for (const hold of [copyBatches, holdBytes]) {
    const source = hold(labelled, masks);
    const { step, held } = source.inputs([2, 0]);
    assert.deepEqual(Array.from(source.batch({ ...step, ...held }).labels?.dataSync() ?? []), [9, 7]);
    tf.dispose(step);
    source.setImages(imagesInMemory(images.images, { labels: Uint8Array.of(1, 2, 3) }));
    const later = source.inputs([2, 0]);
    assert.deepEqual(Array.from(source.batch({ ...later.step, ...later.held }).labels?.dataSync() ?? []), [3, 1]);
    tf.dispose(later.step);
    source.dispose();
    const without = hold(images, masks);
    const inputs = without.inputs([1]);
    assert.equal(without.batch({ ...inputs.step, ...inputs.held }).labels, undefined);
    tf.dispose(inputs.step);
    without.dispose();
  }
});
