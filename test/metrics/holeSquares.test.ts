import assert from "node:assert/strict";
import { test } from "node:test";
import { addSquares, holeSquares, joinSquares, meanSquare } from "../../src/metrics/holeSquares";
import { imageBatch, toFloat } from "../../src/images/batch";
import { pooledMse } from "../../src/metrics/hole";
import { randomStream } from "../../src/random";
import { near } from "./near";
import { noisyImages, randomImages, randomMasks } from "./samples";

test("two images of two pixels, by hand", () => {
  const truth = imageBatch(Float32Array.of(0, 0.5, 1, 0.25), [2, 1, 2, 1]);
  const filled = imageBatch(Float32Array.of(0.5, 0.5, 0, 0), [2, 1, 2, 1]);
  const squares = holeSquares(truth, filled, imageBatch(Uint8Array.of(0, 1, 0, 0), [2, 1, 2, 1]));
  assert.deepEqual(squares, { squared: Float64Array.of(0.25, 1 + 0.0625), values: Float64Array.of(1, 2) });
  assert.equal(meanSquare(squares), 1.3125 / 3);
  assert.deepEqual(addSquares(squares, squares), {
    squared: Float64Array.of(0.5, 2.125),
    values: Float64Array.of(2, 4),
  });
  assert.deepEqual(joinSquares([squares, squares]).values, Float64Array.of(1, 2, 1, 2));
});

test("the pooled error of pooledMse", () => {
  const random = randomStream(1, "squares");
  const shape = [9, 12, 13, 3] as const;
  const bytes = randomImages(shape, random);
  const truth = toFloat(bytes);
  const filled = noisyImages(bytes, random);
  const known = randomMasks(shape, random);
  near(meanSquare(holeSquares(truth, filled, known)), pooledMse(truth, filled, known, "hole"), 1e-14);
});

test("other images are refused", () => {
  const truth = imageBatch(new Float32Array(4), [1, 2, 2, 1]);
  const known = imageBatch(new Uint8Array(4), [1, 2, 2, 1]);
  assert.throws(
    () => holeSquares(truth, imageBatch(new Float32Array(2), [1, 1, 2, 1]), known),
    /Expected 4 filled values, one for each of the truth, but received 2\. Fill the same images/,
  );
});
