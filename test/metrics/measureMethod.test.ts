import assert from "node:assert/strict";
import { test } from "node:test";
import { fillMean } from "../../src/classical/mean";
import { measureMethod, MeasurementStopped } from "../../src/metrics/measureMethod";
import { imageBatch, toFloat, type ImageBatch } from "../../src/images/batch";
import { drawRectangleMasks } from "../../src/masks/rectangle";
import { measureImages } from "../../src/metrics/imageErrors";
import { randomStream } from "../../src/random";

const random = randomStream(1, "pictures");
const truth = imageBatch(
  Uint8Array.from({ length: 7 * 16 * 16 * 3 }, () => random.integer(0, 255)),
  [7, 16, 16, 3],
);
const knownMask = drawRectangleMasks(truth.shape, randomStream(1, "masks"));

test("parts give what one pass gives, whatever their size", async () => {
  const whole = measureImages(toFloat(truth), fillMean(toFloat(truth), knownMask), knownMask);
  for (const batchSize of [1, 3, 500]) {
    const done: number[] = [];
    const { errors, fillSeconds } = await measureMethod(fillMean, truth, knownMask, {
      batchSize,
      onProgress: (images) => done.push(images),
    });
    assert.deepEqual(errors, whole);
    assert.ok(fillSeconds > 0);
    assert.equal(done.at(-1), 7);
  }
});

test("the method sees holes painted black, and a promise is waited for", async () => {
  let brightest = 0;
  const peek = async (images: ImageBatch, known: ImageBatch): Promise<ImageBatch> => {
    known.data.forEach((value, p) => {
      if (value === 0) brightest = Math.max(brightest, images.data[3 * p], images.data[3 * p + 2]);
    });
    return images;
  };
  await measureMethod(peek, truth, knownMask);
  assert.equal(brightest, 0);
});

test("another shape and NaN are refused", async () => {
  const half = (): ImageBatch => imageBatch(new Float32Array(7 * 16 * 8 * 3), [7, 16, 8, 3]);
  await assert.rejects(
    measureMethod(half, truth, knownMask),
    /Expected filled images of shape \[7,16,16,3\], but received \[7,16,8,3\]/,
  );
  const nothing = (images: ImageBatch): ImageBatch =>
    imageBatch(
      toFloat(images).data.map(() => NaN),
      images.shape,
    );
  await assert.rejects(measureMethod(nothing, truth, knownMask), /Expected finite pixel values, but received NaN/);
});

test("it stops between parts when asked to", async () => {
  let asked = 0;
  const stopped = measureMethod(fillMean, truth, knownMask, { batchSize: 2, shouldStop: () => ++asked > 2 });
  await assert.rejects(
    stopped,
    (error: Error) => error instanceof MeasurementStopped && /after 4 of 7/.test(error.message),
  );
});
