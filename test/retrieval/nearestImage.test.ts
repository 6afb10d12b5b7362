import assert from "node:assert/strict";
import { test } from "node:test";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import { imageBatch, joinImages, sliceImages, takeImages, toFloat, type ImageBatch } from "../../src/images/batch";
import { featureRows } from "../../src/images/featureRows";
import { paintHoles, repeatMask } from "../../src/images/holes";
import { drawCentreSquareMasks } from "../../src/masks/centreSquare";
import { placeRectangleMask } from "../../src/masks/rectangle";
import { randomStream } from "../../src/random";
import { fillByNeighbour } from "../../src/retrieval/fillByNeighbour";
import { fillByNearestImage } from "../../src/retrieval/nearestImage";

const random = randomStream(1, "test");

function randomBytes(shape: ImageBatch["shape"], largest = 255): ImageBatch {
  const count = shape.reduce((product, side) => product * side, 1);
  return imageBatch(
    Uint8Array.from({ length: count }, () => random.integer(0, largest)),
    shape,
  );
}

function randomMasks([count, height, width]: ImageBatch["shape"], holes: number): ImageBatch {
  const data = Uint8Array.from({ length: count * height * width }, () => (random.uniform() < holes ? 0 : 1));
  return imageBatch(data, [count, height, width, 1]);
}

/** All distances, one after another; the first of the smallest. */
function naive(images: ImageBatch, knownMask: ImageBatch, candidates: ImageBatch): number[] {
  const [count, height, width, channels] = images.shape;
  const size = height * width * channels;
  return Array.from({ length: count }, (_, i) => {
    const distances = Array.from({ length: candidates.shape[0] }, (_, c) => {
      let sum = 0;
      for (let k = 0; k < size; k++) {
        if (knownMask.data[i * height * width + Math.floor(k / channels)] === 1)
          sum += (images.data[i * size + k] - candidates.data[c * size + k]) ** 2;
      }
      return sum;
    });
    return distances.indexOf(Math.min(...distances));
  });
}

test("the nearest is that of a plain double loop, for any size, channels, holes and number of candidates", () => {
  for (const [height, width, channels] of [
    [1, 1, 1],
    [3, 5, 1],
    [4, 4, 3],
    [7, 6, 4],
  ]) {
    for (const holes of [0, 0.4, 0.9]) {
      for (const count of [1, 63, 65, 200]) {
        const images = randomBytes([9, height, width, channels]);
        const knownMask = randomMasks(images.shape, holes);
        const candidates = randomBytes([count, height, width, channels]);
        const { filled, positions } = fillByNearestImage(images, knownMask, candidates);
        assert.deepEqual(Array.from(positions), naive(images, knownMask, candidates));
        const neighbours = takeImages(candidates, positions);
        filled.data.forEach((value, k) => {
          const known = knownMask.data[Math.floor(k / channels)] === 1;
          assert.equal(value, known ? toFloat(images).data[k] : neighbours.data[k]);
        });
      }
    }
  }
});

test("of equally near candidates the lower position, also where many are", () => {
  // Few different values: nearly every image has several nearest candidates.
  const images = randomBytes([30, 2, 3, 1], 2);
  const candidates = randomBytes([300, 2, 3, 1], 2);
  const knownMask = randomMasks(images.shape, 0.5);
  const { positions } = fillByNearestImage(images, knownMask, candidates);
  assert.deepEqual(Array.from(positions), naive(images, knownMask, candidates));
  const twice = joinImages([candidates, candidates]);
  assert.deepEqual(fillByNearestImage(images, knownMask, twice).positions, positions);
});

test("bytes, and bytes divided by 255 as float32, have the same nearest, ties included", () => {
  const images = randomBytes([20, 4, 4, 3], 3);
  const candidates = randomBytes([100, 4, 4, 3], 3);
  const knownMask = randomMasks(images.shape, 0.7);
  const bytes = fillByNearestImage(images, knownMask, candidates);
  assert.deepEqual(fillByNearestImage(paintHoles(images, knownMask), knownMask, candidates), bytes);
});

test("float32 values between bytes count as they are", () => {
  const image = imageBatch(Float32Array.of(0.4 / 255, 0), [1, 1, 2, 1]);
  const knownMask = imageBatch(Uint8Array.of(1, 0), [1, 1, 2, 1]);
  const candidates = imageBatch(Uint8Array.of(1, 255, 0, 51), [2, 1, 2, 1]);
  const { filled, positions } = fillByNearestImage(image, knownMask, candidates);
  assert.deepEqual(Array.from(positions), [1]);
  assert.deepEqual(filled.data, Float32Array.of(0.4 / 255, 51 / 255));
});

const { images: leaves } = drawDeadLeaves({ trainCount: 60, testCount: 1 }).train;
const [some, others] = [sliceImages(leaves, 0, 8), sliceImages(leaves, 8, 60)];

test("it finds what fillByNeighbour finds by known pixels, in the middle and at the border", () => {
  for (const mask of [
    drawCentreSquareMasks([1, 32, 32, 3], random),
    placeRectangleMask([1, 32, 32, 3], { top: 20, left: 0, height: 12, width: 32 }),
  ]) {
    const knownMask = repeatMask(mask, 8);
    const wanted = fillByNeighbour(some, knownMask, others, (painted) => featureRows(painted.data, painted.shape[0]));
    assert.deepEqual(fillByNearestImage(some, knownMask, others), wanted);
  }
});

test("an image without a known pixel gets the first candidate, whole", () => {
  const knownMask = imageBatch(new Uint8Array(8 * 1024), [8, 32, 32, 1]);
  const { filled, positions } = fillByNearestImage(some, knownMask, others);
  assert.deepEqual(Array.from(positions), Array<number>(8).fill(0));
  assert.deepEqual(filled, takeImages(others, positions));
});

test("other sizes, no candidates, candidates in float32 and odd known values are refused with the way out", () => {
  const knownMask = drawCentreSquareMasks(some.shape, random);
  const narrow = { data: others.data.slice(0, 16 * 32 * 3), shape: [1, 16, 32, 3] } as const;
  assert.throws(() => fillByNearestImage(some, knownMask, narrow), {
    message: "Expected candidates of 32×32×3 values like the images, but received 16×32×3. Bring them to one size.",
  });
  assert.throws(() => fillByNearestImage(some, knownMask, sliceImages(others, 0, 0)), {
    message: "Expected at least one candidate to fill from, but received none. Give images without holes.",
  });
  assert.throws(() => fillByNearestImage(some, knownMask, toFloat(others)), {
    message: "Expected candidates as Uint8Array in 0..255, but received Float32Array. Give them as bytes.",
  });
  const scaled = { ...some, data: Float32Array.from(some.data) };
  assert.throws(
    () => fillByNearestImage(scaled, knownMask, others),
    /Expected float32 values of known pixels in \[0,1\]/,
  );
  assert.throws(() => fillByNearestImage(some, repeatMask(knownMask, 1), others), /Expected knownMask of shape/);
});
