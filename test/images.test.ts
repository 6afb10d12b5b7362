import assert from "node:assert/strict";
import { test } from "node:test";
import "./support/tensorflow";
import {
  checkFinite,
  checkKnownValues,
  checkKnownMask,
  composite,
  imageBatch,
  joinImages,
  paintHoles,
  range,
  repeatMask,
  takeImages,
  takeMasks,
  toFloat,
  type ImageBatch,
} from "../src/images";
import { fromTensor, toTensor } from "../src/tensors";

const bytes = imageBatch(
  Uint8Array.from({ length: 24 }, (_, i) => i * 10),
  [2, 2, 2, 3],
);
const mask = imageBatch(Uint8Array.from([1, 0, 1, 1, 0, 1, 1, 1]), [2, 2, 2, 1]);

test("a batch's length must fit its shape", () => {
  assert.throws(
    () => imageBatch(new Uint8Array(5), [1, 2, 2, 3]),
    /Expected 12 values for images of shape \[1,2,2,3\], but received 5/,
  );
});

test("bytes become float32 by division by 255, masks stay 0 and 1", () => {
  const taken = takeImages(bytes, [1, 0, 1]);
  assert.deepEqual(taken.shape, [3, 2, 2, 3]);
  assert.equal(taken.data[0], Math.fround(120 / 255));
  assert.equal(taken.data[12], 0);
  assert.deepEqual(Array.from(takeMasks(mask, [1]).data), [0, 1, 1, 1]);
  assert.equal(toFloat(bytes).data[23], Math.fround(230 / 255));
});

test("batches are joined one after another, in the type they have", () => {
  assert.deepEqual(joinImages([takeMasks(mask, [1]), takeMasks(mask, [0])]), takeMasks(mask, [1, 0]));
  assert.deepEqual(joinImages([bytes, bytes]).data, Uint8Array.from([...bytes.data, ...bytes.data]));
  assert.throws(
    () => joinImages([bytes, toFloat(bytes)]),
    /Expected batches of one size and type, but received uint8 \[2,2,2,3\] and float32 \[2,2,2,3\]\. Bring them/,
  );
  assert.throws(() => joinImages([bytes, mask]), /but received uint8 \[2,2,2,3\] and uint8 \[2,2,2,1\]/);
  assert.throws(() => joinImages([]), /Expected at least one batch to join, but received none/);
});

test("positions outside the set are refused", () => {
  assert.throws(() => takeImages(bytes, [2]), /Expected image positions from 0 to 1, but received 2/);
});

test("composite takes known pixels from the image and hole pixels from the fill", () => {
  const filled = imageBatch(new Float32Array(24).fill(0.5), [2, 2, 2, 3]);
  const result = composite(bytes, filled, mask).data;
  const whole = toFloat(bytes).data;
  result.forEach((value, i) => assert.equal(value, mask.data[Math.floor(i / 3)] === 1 ? whole[i] : 0.5));
  assert.throws(
    () => composite(bytes, imageBatch(new Float32Array(12), [1, 2, 2, 3]), mask),
    /Expected filled images of shape \[2,2,2,3\]/,
  );
});

test("paintHoles paints the hole and nothing else", () => {
  assert.deepEqual(Array.from(paintHoles(bytes, mask, 1).data.subarray(3, 6)), [1, 1, 1]);
  assert.equal(paintHoles(bytes, mask).data[6], Math.fround(60 / 255));
});

test("a mask of another shape or with other values is refused with the way out", () => {
  const single = imageBatch(new Uint8Array(4), [1, 2, 2, 1]);
  assert.throws(
    () => checkKnownMask(bytes, single),
    /Expected knownMask of shape \[2,2,2,1\].*repeatMask\(knownMask, 2\)/,
  );
  checkKnownMask(bytes, repeatMask(single, 2));
  assert.throws(
    () => checkKnownMask(bytes, imageBatch(new Uint8Array(8).fill(255), [2, 2, 2, 1])),
    /values 0 \(hole\) or 1 \(known\), but received 255/,
  );
});

test("values that are not finite are found", () => {
  assert.throws(
    () => checkFinite(imageBatch(Float32Array.from([0, NaN, 1]), [1, 1, 1, 3])),
    /received NaN at position 1/,
  );
});

test("known values that are not finite are found; under a hole they are no matter", () => {
  const image = imageBatch(Float32Array.from([0, NaN, 1, Infinity]), [1, 1, 2, 2]);
  const mask = (...known: number[]): ImageBatch => imageBatch(Uint8Array.from(known), [1, 1, 2, 1]);
  assert.throws(() => checkKnownValues(image, mask(1, 0)), {
    message:
      "Expected float32 values of known pixels in [0,1], but received NaN at position 1. " +
      "Check how they were read or computed, or make a hole of such pixels: knownMask 0.",
  });
  assert.throws(() => checkKnownValues(image, mask(0, 1)), /received Infinity at position 3/);
  checkKnownValues(image, mask(0, 0));
});

test("to a tensor and back", async () => {
  const tensor = toTensor(bytes);
  assert.deepEqual((await fromTensor(tensor)).data, toFloat(bytes).data);
  tensor.dispose();
  assert.deepEqual(Array.from(range(3, 5)), [5, 6, 7]);
});
