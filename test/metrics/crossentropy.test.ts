// imageCrossentropy and entropyFloor beside the loss are tested in test/losses/binaryCrossentropy.test.ts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBatch, takeMasks, toFloat, type ImageBatch } from "../../src/images/batch";
import { composite } from "../../src/images/holes";
import { crossentropyParts, entropyFloor, imageCrossentropy } from "../../src/metrics/crossentropy";
import { randomStream } from "../../src/random";
import { near } from "./near";
import { noisyImages, randomImages, randomMasks } from "./samples";

const random = randomStream(1, "cross-entropy");
const shape = [10, 6, 8, 3] as const;
const truth = randomImages(shape, random);
const filled = noisyImages(truth, random);
const knownMask = randomMasks(shape, random, 0.1);

test("two pixels by hand", () => {
  const two = (...values: number[]): ImageBatch => imageBatch(Float32Array.from(values), [1, 1, 2, 1]);
  const y = two(0.5, 0.25);
  const p = two(0.25, 0.5);
  const parts = crossentropyParts(y, p, imageBatch(Uint8Array.from([1, 0]), [1, 1, 2, 1]));
  const entropyOfQuarter = -(0.25 * Math.log(0.25) + 0.75 * Math.log(0.75));
  near(parts.floor, (Math.log(2) + entropyOfQuarter) / 2);
  near(parts.knownExcess, (-(0.5 * Math.log(0.25) + 0.5 * Math.log(0.75)) - Math.log(2)) / 2);
  near(parts.holeExcess, (Math.log(2) - entropyOfQuarter) / 2);
});

test("the three parts add up to the full-image cross-entropy, and the floor is the entropy floor", () => {
  const { floor, knownExcess, holeExcess } = crossentropyParts(truth, filled, knownMask);
  near(floor + knownExcess + holeExcess, imageCrossentropy(truth, filled), 1e-12);
  near(floor, entropyFloor(truth), 1e-7);
  assert.ok(knownExcess > 0 && holeExcess > 0);
});

test("a composite has no error in known pixels, a perfect fill none at all, and the hole's part stays", () => {
  const whole = crossentropyParts(truth, filled, knownMask);
  const pasted = crossentropyParts(truth, composite(truth, filled, knownMask), knownMask);
  const perfect = crossentropyParts(truth, truth, knownMask);
  near(pasted.holeExcess, whole.holeExcess, 1e-12);
  near(pasted.knownExcess, 0, 1e-6);
  near(perfect.knownExcess + perfect.holeExcess, 0, 1e-6);
});

test("a region without pixels has no part", () => {
  const allHole = imageBatch(new Uint8Array(480), [10, 6, 8, 1]);
  const allKnown = imageBatch(new Uint8Array(480).fill(1), allHole.shape);
  assert.equal(crossentropyParts(truth, filled, allKnown).holeExcess, 0);
  assert.equal(crossentropyParts(truth, filled, allHole).knownExcess, 0);
});

test("uint8 and float32 give the same bits", () => {
  assert.equal(imageCrossentropy(truth, filled), imageCrossentropy(toFloat(truth), filled));
  assert.deepEqual(crossentropyParts(truth, filled, knownMask), crossentropyParts(toFloat(truth), filled, knownMask));
});

test("shapes, masks and values are checked", () => {
  const other = imageBatch(new Float32Array(24), [1, 2, 4, 3]);
  const broken = imageBatch((filled.data as Float32Array).slice().fill(NaN, 500, 501), shape);
  assert.throws(
    () => crossentropyParts(truth, other, knownMask),
    /^Error: Expected filled images of shape \[10,6,8,3\]/,
  );
  assert.throws(
    () => crossentropyParts(truth, filled, takeMasks(knownMask, [0])),
    /^Error: Expected knownMask of shape \[10,6,8,1\]/,
  );
  assert.throws(() => crossentropyParts(truth, broken, knownMask), /received NaN in image 3 of the filled images/);
  assert.throws(() => imageCrossentropy(truth, broken), /received NaN in image 3 of the predicted images/);
});
