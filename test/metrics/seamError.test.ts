import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBatch, range, takeImages, takeMasks } from "../../src/images/batch";
import { composite } from "../../src/images/holes";
import { seamError, seamSquares } from "../../src/metrics/seamError";
import { randomStream } from "../../src/random";
import { formulaPictures } from "./formulaPictures";
import { near } from "./near";
import { noisyImages, randomImages, randomMasks } from "./samples";

test("numpy's squared steps across the edge, and its number of pairs", () => {
  for (const { name, truth, filled, knownMask, measured } of formulaPictures) {
    const { squared, values } = seamSquares(truth, filled, knownMask);
    assert.equal(values[0], measured.seamPairs * measured.shape[2], name);
    near(squared[0], measured.seamSquared, 1e-9, name);
    near(seamError(truth, filled, knownMask), squared[0] / values[0], 1e-15, name);
  }
});

test("one pair by hand: what counts is the step, not the level", () => {
  const knownMask = imageBatch(Uint8Array.of(1, 0), [1, 1, 2, 1]);
  const truth = imageBatch(Float32Array.of(0.25, 0.5), [1, 1, 2, 1]);
  const error = (...values: number[]): number =>
    seamError(truth, imageBatch(Float32Array.from(values), [1, 1, 2, 1]), knownMask);
  assert.equal(error(0.25, 0.75), 0.0625);
  assert.equal(error(0.5, 0.75), 0, "both sides shifted alike");
  assert.equal(error(0.5, 0.5), 0.0625, "a changed known pixel counts as much");
});

test("of a composite it is the error of the rim, once for every known pixel beside it", () => {
  const knownMask = imageBatch(Uint8Array.of(1, 0, 1, 1, 0, 0), [1, 2, 3, 1]);
  const truth = imageBatch(new Float32Array(6), [1, 2, 3, 1]);
  const filled = imageBatch(Float32Array.of(9, 0.5, 9, 9, 0.25, 1), [1, 2, 3, 1]);
  // The upper hole pixel has two known ones beside it, the lower ones have one each.
  assert.equal(seamError(truth, composite(truth, filled, knownMask), knownMask), (2 * 0.25 + 0.0625 + 1) / 4);
});

const random = randomStream(1, "seam error");
const shape = [6, 9, 13, 3] as const;
const truth = randomImages(shape, random);
const filled = noisyImages(truth, random);
const knownMask = randomMasks(shape, random, 0.01);

test("images measured apart have the sums that they have together; those without an edge have none", () => {
  const masks = imageBatch(knownMask.data.slice().fill(1, 0, 117).fill(0, 117, 234), [6, 9, 13, 1]);
  const { squared, values } = seamSquares(truth, filled, masks);
  assert.deepEqual([...squared.subarray(0, 2), ...values.subarray(0, 2)], [0, 0, 0, 0]);
  for (let i = 2; i < 6; i++) {
    const own = seamSquares(takeImages(truth, [i]), takeImages(filled, [i]), takeMasks(masks, [i]));
    assert.deepEqual([own.squared[0], own.values[0]], [squared[i], values[i]]);
    assert.ok(squared[i] > 0);
  }
  const two = range(2);
  assert.throws(() => seamError(takeImages(truth, two), takeImages(filled, two), takeMasks(masks, two)), {
    message:
      "Expected at least one image with a hole and a known pixel, but none of 2 has both. " +
      "Draw masks with a hole and a rim.",
  });
});

test("shapes and values are checked", () => {
  assert.throws(
    () => seamError(truth, takeImages(filled, [0]), knownMask),
    /^Error: Expected filled images of shape \[6,9,13,3\]/,
  );
  assert.throws(
    () => seamError(truth, filled, takeMasks(knownMask, [0])),
    /^Error: Expected knownMask of shape \[6,9,13,1\]/,
  );
  const broken = imageBatch((filled.data as Float32Array).slice().fill(NaN, 400, 401), shape);
  assert.throws(() => seamError(truth, broken, knownMask), /received NaN in image 1 of the filled images/);
});
