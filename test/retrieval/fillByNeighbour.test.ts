import assert from "node:assert/strict";
import { test } from "node:test";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import { joinImages, sliceImages, takeImages, toFloat } from "../../src/images/batch";
import { featureRows } from "../../src/images/featureRows";
import { drawCentreSquareMasks } from "../../src/masks/centreSquare";
import { drawSquareMasks } from "../../src/masks/square";
import { randomStream } from "../../src/random";
import { fillByNeighbour, type ContextFeatures } from "../../src/retrieval/fillByNeighbour";
import { hogFeatures } from "../../src/retrieval/hog";

const { images } = drawDeadLeaves({ trainCount: 40, testCount: 1 }).train;
const random = randomStream(1, "test");

/** The known pixels themselves. */
const pixels: ContextFeatures = (painted) => featureRows(painted.data, painted.shape[0]);
const hog: ContextFeatures = (painted) => hogFeatures(painted);

test("an image that is among the candidates finds itself by any features, and is filled with what was there", () => {
  const some = sliceImages(images, 5, 12);
  for (const [featuresOf, knownMask] of [
    [pixels, drawCentreSquareMasks(some.shape, random)],
    [hog, drawCentreSquareMasks(some.shape, random)],
    [pixels, drawSquareMasks(some.shape, random)],
    [hog, drawSquareMasks(some.shape, random)],
  ] as const) {
    const { filled, positions } = fillByNeighbour(some, knownMask, images, featuresOf);
    assert.deepEqual(Array.from(positions), [5, 6, 7, 8, 9, 10, 11]);
    assert.deepEqual(filled.data, toFloat(some).data);
  }
});

test("what lies in the hole has no say: known pixels are the image's, the hole's the neighbour's", () => {
  const [first, others] = [sliceImages(images, 0, 1), sliceImages(images, 1, 40)];
  const knownMask = drawCentreSquareMasks(first.shape, random);
  const isHole = (k: number): boolean => knownMask.data[Math.floor(k / 3)] === 0;
  const twin = { ...first, data: first.data.map((value, k) => (isHole(k) ? 255 - value : value)) };
  const candidates = joinImages([others, twin]);
  const { filled, positions } = fillByNeighbour(first, knownMask, candidates, pixels);
  assert.deepEqual(Array.from(positions), [39]);
  assert.deepEqual(filled.data, takeImages(twin, [0]).data);
});

test("candidates are looked at once for one mask, and anew for another", () => {
  const some = sliceImages(images, 0, 3);
  const seen: number[] = [];
  const counted: ContextFeatures = (painted, knownMask) => {
    seen.push(painted.shape[0]);
    assert.equal(knownMask.shape[0], painted.shape[0]);
    return pixels(painted, knownMask);
  };
  fillByNeighbour(some, drawCentreSquareMasks(some.shape, random), images, counted);
  assert.deepEqual(seen.splice(0), [3, 40]);
  const square = drawSquareMasks([1, 32, 32, 3], random);
  const other = drawCentreSquareMasks([1, 32, 32, 3], random);
  const { positions } = fillByNeighbour(some, joinImages([square, other, square]), images, counted);
  assert.deepEqual(seen, [2, 40, 1, 40]);
  assert.deepEqual(Array.from(positions), [0, 1, 2]);
  const many = joinImages(Array.from({ length: 13 }, () => images));
  seen.length = 0;
  fillByNeighbour(some, drawCentreSquareMasks(some.shape, random), many, counted);
  assert.deepEqual(seen, [3, 500, 20], "so many at once that memory holds them");
});

test("candidates of another size are refused with the way out", () => {
  const some = sliceImages(images, 0, 1);
  const small = { data: some.data.slice(0, 16 * 32 * 3), shape: [1, 16, 32, 3] } as const;
  assert.throws(() => fillByNeighbour(some, drawCentreSquareMasks(some.shape, random), small, pixels), {
    message: "Expected candidates of 32×32×3 values like the images, but received 16×32×3. Bring them to one size.",
  });
});
