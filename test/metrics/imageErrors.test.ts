import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBatch, takeImages, takeMasks, toFloat, type ImageBatch } from "../../src/images/batch";
import { composite } from "../../src/images/holes";
import { concatImageErrors, measureImages, selectImageErrors, type ImageErrors } from "../../src/metrics/imageErrors";
import { ssimMap, ssimPerImage } from "../../src/metrics/ssim";
import { randomStream } from "../../src/random";
import { formulaPictures } from "./formulaPictures";
import { near } from "./near";
import { noisyImages, randomImages, randomMasks } from "./samples";

test("sums, SSIM and gradient energy equal scikit-image's and numpy's", () => {
  for (const { name, truth, filled, knownMask, measured } of formulaPictures) {
    const errors = measureImages(truth, filled, knownMask);
    const { channels } = errors;
    const hole = measured.holePixels * channels;
    const known = knownMask.data.length * channels - hole;
    assert.equal(errors.holePixels[0], measured.holePixels);
    assert.equal(errors.knownPixels[0], known / channels);
    near(errors.holeSquared[0] / hole, measured.holeMse, 1e-14, name);
    near(errors.holeAbsolute[0] / hole, measured.holeL1, 1e-14, name);
    near(errors.knownSquared[0] / known, measured.knownMse, 1e-14, name);
    near(errors.knownAbsolute[0] / known, measured.knownL1, 1e-14, name);
    near(errors.compositeSsim[0], measured.compositeSsim, 1e-12, name);
    near(errors.holeSsim[0] / measured.holePixels, measured.holeSsim, 1e-12, name);
    assert.equal(errors.holePairs[0], measured.holePairs);
    near(errors.holeGradientEnergy[0], measured.holeGradientEnergy, 1e-10, name);
    near(errors.truthHoleGradientEnergy[0], measured.truthHoleGradientEnergy, 1e-10, name);
  }
});

/** Sixty images with random holes, some of them without any and some without anything else. */
function sample(seed: number, speckles: number): { truth: ImageBatch; filled: ImageBatch; knownMask: ImageBatch } {
  const random = randomStream(seed, "image errors");
  const shape = [60, 14, 19, 3] as const;
  const truth = randomImages(shape, random);
  const knownMask = randomMasks(shape, random, speckles);
  const pixels = 14 * 19;
  (knownMask.data as Uint8Array).fill(1, 3 * pixels, 5 * pixels).fill(0, 5 * pixels, 6 * pixels);
  return { truth, filled: noisyImages(truth, random), knownMask };
}

test("work near the hole alone gives the SSIM of the whole composite", () => {
  for (const speckles of [0, 0.01, 0.3]) {
    const { truth, filled, knownMask } = sample(4, speckles);
    const whole = composite(truth, filled, knownMask);
    const errors = measureImages(truth, filled, knownMask);
    const means = ssimPerImage(truth, whole);
    const { data } = ssimMap(truth, whole);
    for (let i = 0, p = 0; i < 60; i++) {
      near(errors.compositeSsim[i], means[i], 1e-13);
      let sum = 0;
      for (const end = p + 14 * 19; p < end; p++) {
        if (knownMask.data[p] === 0) for (let c = 0; c < 3; c++) sum += data[3 * p + c] / 3;
      }
      near(errors.holeSsim[i], sum, 1e-5);
    }
  }
});

test("uint8 and float32, mixed in any way, give the same bits", () => {
  const { truth, filled, knownMask } = sample(5, 0.02);
  const toByte = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 255);
  const bytes = imageBatch(Uint8Array.from(filled.data, toByte), filled.shape);
  const wanted = measureImages(truth, bytes, knownMask);
  const floatMask = takeMasks(knownMask, [...Array(60).keys()]);
  for (const [first, second, mask] of [
    [toFloat(truth), bytes, knownMask],
    [truth, toFloat(bytes), floatMask],
    [toFloat(truth), toFloat(bytes), knownMask],
  ])
    assert.deepEqual(measureImages(first, second, mask), wanted);
});

test("parts measured apart join into the whole, bit for bit; selected rows are the rows of those images", () => {
  const { truth, filled, knownMask } = sample(6, 0.05);
  const whole = measureImages(truth, filled, knownMask);
  const measure = (positions: number[]): ImageErrors =>
    measureImages(takeImages(truth, positions), takeImages(filled, positions), takeMasks(knownMask, positions));
  const all = [...Array(60).keys()];
  assert.deepEqual(
    concatImageErrors([measure(all.slice(0, 1)), measure(all.slice(1, 41)), measure(all.slice(41))]),
    whole,
  );
  assert.deepEqual(selectImageErrors(whole, [7, 7, 59, 3]), measure([7, 7, 59, 3]));
});

test("images of several sizes stand in one set", () => {
  const parts = formulaPictures
    .filter(({ truth }) => truth.shape[3] === 3)
    .map(({ truth, filled, knownMask }) => measureImages(truth, filled, knownMask));
  assert.deepEqual(
    [...concatImageErrors(parts).holePixels],
    parts.map(({ holePixels }) => holePixels[0]),
  );
});

test("a perfect fill has no error and SSIM 1; without a hole nothing in the hole is counted", () => {
  const { truth, filled, knownMask } = sample(7, 0);
  const perfect = measureImages(truth, toFloat(truth), knownMask);
  const errors = measureImages(truth, filled, knownMask);
  const { holeSquared, knownSquared, holeAbsolute } = perfect;
  assert.ok([...holeSquared, ...knownSquared, ...holeAbsolute].every((sum) => sum === 0));
  assert.ok(perfect.compositeSsim.every((value) => value === 1));
  assert.deepEqual(perfect.holeSsim, perfect.holePixels);
  assert.deepEqual(perfect.holeGradientEnergy, perfect.truthHoleGradientEnergy);
  for (const i of [3, 4]) {
    assert.deepEqual(
      [errors.holePixels[i], errors.holeSquared[i], errors.holeSsim[i], errors.holePairs[i]],
      [0, 0, 0, 0],
    );
    assert.equal(errors.compositeSsim[i], 1);
  }
  assert.deepEqual([errors.knownPixels[5], errors.knownSquared[5]], [0, 0]);
});

test("errors twice as large: four times the squared, twice the absolute sum", () => {
  const { truth, knownMask } = sample(8, 0);
  const exact = toFloat(truth);
  const off = (by: number): ImageErrors =>
    measureImages(
      truth,
      imageBatch(
        exact.data.map((value, k) => value + (k % 2 === 0 ? by : -by)),
        truth.shape,
      ),
      knownMask,
    );
  const once = off(1 / 16);
  const twice = off(1 / 8);
  for (let i = 0; i < 60; i++) {
    near(twice.holeSquared[i], 4 * once.holeSquared[i], 1e-4);
    near(twice.knownAbsolute[i], 2 * once.knownAbsolute[i], 1e-4);
    near(once.holeSquared[i], (3 * once.holePixels[i]) / 256, 1e-4);
  }
});

test("what cannot be measured is refused with the reason", () => {
  const { truth, filled, knownMask } = sample(9, 0);
  const values = filled.data as Float32Array;
  const position = 5 * 798 + 30;
  const at = (value: number): ImageBatch =>
    imageBatch(values.slice().fill(value, position, position + 1), filled.shape);
  for (const value of [NaN, Infinity]) {
    assert.throws(() => measureImages(truth, at(value), knownMask), {
      message:
        `Expected finite pixel values, but received ${value} in image 5 of the filled images. ` +
        `Check how they were read or computed.`,
    });
  }
  assert.throws(() => measureImages(at(NaN), filled, knownMask), /received NaN in image 5 of the ground truth\./);
  assert.throws(() => measureImages(truth, takeImages(filled, [0]), knownMask), {
    message:
      "Expected filled images of shape [60,14,19,3], but received [1,14,19,3]. " +
      "The numbers of images differ: 1 in place of 60. Compare the same images.",
  });
  assert.throws(
    () => measureImages(truth, filled, takeMasks(knownMask, [0])),
    /Expected knownMask of shape \[60,14,19,1\]/,
  );
  const tiny = imageBatch(new Uint8Array(16), [1, 4, 4, 1]);
  assert.throws(
    () => measureImages(tiny, tiny, tiny),
    /Expected images of at least 11×11 pixels for SSIM's window, but received 4×4\./,
  );
});

test("only parts of one kind of images join, and only positions inside are selected", () => {
  const [square, corner] = formulaPictures.map(({ truth, filled, knownMask }) =>
    measureImages(truth, filled, knownMask),
  );
  assert.throws(() => concatImageErrors([square, corner]), {
    message:
      "Expected parts that were measured on images with equally many channels, but received 3 and 1 channels. " +
      "Join only parts of one kind of images.",
  });
  assert.throws(() => concatImageErrors([]), /but received no part\./);
  assert.throws(() => selectImageErrors(square, [1]), /Expected image positions from 0 to 0, but received 1/);
});
