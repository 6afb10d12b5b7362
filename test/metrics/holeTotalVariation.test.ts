import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBatch, takeImages, takeMasks } from "../../src/images/batch";
import { holeTotalVariation } from "../../src/metrics/holeTotalVariation";
import { randomStream } from "../../src/random";
import { near } from "./near";
import { noisyImages, randomImages } from "./samples";

test("by hand: neighbours that both lie in the hole, not across a row's end and not over the edge", () => {
  const knownMask = imageBatch(Uint8Array.of(1, 0, 0, 0, 0, 1), [1, 2, 3, 1]);
  const truth = imageBatch(new Float32Array(6), [1, 2, 3, 1]);
  const filled = imageBatch(Float32Array.of(9, 0.5, 0.25, 1, 0.75, 9), [1, 2, 3, 1]);
  const { filled: own, truth: flat } = holeTotalVariation(truth, filled, knownMask);
  // |.25 − .5| in the first row, |.75 − 1| in the second, |.75 − .5| between them.
  assert.deepEqual([own[0], flat[0]], [0.75, 0]);
});

const random = randomStream(1, "hole variation");
const shape = [5, 9, 13, 3] as const;
const truth = randomImages(shape, random);
const filled = noisyImages(truth, random);
/** Rows 2 to 6 and columns 3 to 9 of every image. */
const knownMask = imageBatch(
  Uint8Array.from({ length: 5 * 9 * 13 }, (_, p) => {
    const [y, x] = [Math.floor(p / 13) % 9, p % 13];
    return y >= 2 && y <= 6 && x >= 3 && x <= 9 ? 0 : 1;
  }),
  [5, 9, 13, 1],
);

test("of bytes and of the same picture in [0,1] it is the same; a contrast of a half halves it, a shift leaves it", () => {
  const half = imageBatch(
    Float32Array.from(truth.data, (value) => 0.25 + value / 510),
    shape,
  );
  const { filled: halved, truth: whole } = holeTotalVariation(truth, half, knownMask);
  whole.forEach((value, i) => near(halved[i], value / 2, 1e-5));
  assert.ok(whole.every((value) => value > 0));
});

test("images measured apart have the sums that they have together; a single hole pixel has none", () => {
  const masks = imageBatch(knownMask.data.slice().fill(1, 0, 117).fill(0, 60, 61), [5, 9, 13, 1]);
  const together = holeTotalVariation(truth, filled, masks);
  assert.deepEqual([together.filled[0], together.truth[0]], [0, 0]);
  for (let i = 1; i < 5; i++) {
    const own = holeTotalVariation(takeImages(truth, [i]), takeImages(filled, [i]), takeMasks(masks, [i]));
    assert.deepEqual([own.filled[0], own.truth[0]], [together.filled[i], together.truth[i]]);
    assert.ok(own.filled[0] > own.truth[0], "noise adds variation");
  }
});

test("shapes and values in the hole are checked", () => {
  assert.throws(
    () => holeTotalVariation(truth, takeImages(filled, [0]), knownMask),
    /^Error: Expected filled images of shape \[5,9,13,3\]/,
  );
  assert.throws(
    () => holeTotalVariation(truth, filled, takeMasks(knownMask, [0])),
    /^Error: Expected knownMask of shape \[5,9,13,1\]/,
  );
  const broken = imageBatch(new Float32Array(filled.data.length).fill(NaN), shape);
  assert.throws(() => holeTotalVariation(truth, broken, knownMask), /received NaN in image 0 of the filled images/);
});
