import assert from "node:assert/strict";
import { test } from "node:test";
import { findAlikeImages, findAnswers, meanImage } from "../../src/studies/alikeImages";
import { imageBatch, takeImages, toFloat, type ImageBatch } from "../../src/images/batch";
import { placeRectangleMask } from "../../src/masks/rectangle";
import { pooledMse } from "../../src/metrics/hole";
import { randomStream } from "../../src/random";
import { near } from "../metrics/near";
import { randomImages } from "../metrics/samples";

const side = 8;
const hole = placeRectangleMask([1, side, side, 3], { top: 3, left: 3, height: 2, width: 2 });
const [rim, inHole] = [(p: number): boolean => hole.data[p] === 1, (p: number): boolean => hole.data[p] === 0];

/** One grey outside the hole and one inside: uint8 [N,8,8,3]. */
function greys(...pairs: [rim: number, hole: number][]): ImageBatch {
  const data = pairs.flatMap(([outside, inside]) =>
    Array.from({ length: side * side * 3 }, (_, k) => (inHole(Math.floor(k / 3)) ? inside : outside)),
  );
  return imageBatch(Uint8Array.from(data), [pairs.length, side, side, 3]);
}

const image = greys([100, 200]);
const set = greys([140, 0], [101, 10], [100, 20], [97, 30], [101, 40], [0, 200]);
const firstTwo = greys([140, 0], [101, 10]);

test("the nearest surroundings come first, of equals the first, and what is in the hole plays no part", () => {
  const found = findAlikeImages(image, hole, set, { count: 4 });
  assert.deepEqual(
    found.map(({ position }) => position),
    [2, 1, 4, 3],
  );
  near(found[0].ringMse, 0);
  near(found[3].ringMse, (3 / 255) ** 2);
});

test("only the ring counts, at the image's border too", () => {
  const far = Uint8Array.from(firstTwo.data);
  const corner = side * side - 1;
  far.fill(255, corner * 3, corner * 3 + 3); // the first image: outside a ring of 2, around rows and columns 1 to 6
  const two = imageBatch(far, [2, side, side, 3]);
  const within = (among: ImageBatch, ring: number): unknown => findAlikeImages(image, hole, among, { count: 2, ring });
  assert.deepEqual(within(two, 2), within(firstTwo, 2));
  assert.notDeepEqual(within(two, 4), within(firstTwo, 4));
  const edge = placeRectangleMask([1, side, side, 3], { top: 6, left: 6, height: 2, width: 2 });
  assert.equal(findAlikeImages(image, edge, greys([100, 100], [90, 90]), { count: 1 })[0].position, 0);
});

test("it finds what comparing everything finds, in bytes and in floats", () => {
  const among = randomImages([400, side, side, 3], randomStream(1, "alike"));
  const one = takeImages(among, [7]);
  const ring = Array.from({ length: side * side }, (_, p) => p).filter(rim);
  const value = (i: number, p: number, c: number): number => among.data[(i * side * side + p) * 3 + c] / 255;
  const distance = (i: number): number =>
    ring.reduce((sum, p) => sum + [0, 1, 2].reduce((own, c) => own + (value(i, p, c) - value(7, p, c)) ** 2, 0), 0) /
    (ring.length * 3);
  const order = Array.from({ length: 400 }, (_, i) => i)
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, 16);
  const found = findAlikeImages(one, hole, among);
  const floats = findAlikeImages(one, hole, toFloat(among));
  assert.deepEqual([found.length, order[0]], [16, 7]);
  assert.deepEqual(
    found.map(({ position }) => position),
    order,
  );
  assert.deepEqual(
    floats.map(({ position }) => position),
    order,
  );
  found.forEach(({ ringMse, position }, i) => {
    near(ringMse, distance(position), 1e-7);
    near(floats[i].ringMse, ringMse, 1e-7);
  });
});

test("answers keep the known pixels; their mean errs less than they do on average", () => {
  const { alike, images, answers, mean } = findAnswers(image, hole, set, { count: 4 });
  assert.deepEqual([alike.length, images.shape[0], answers.shape[0], mean.shape[0]], [4, 4, 4, 1]);
  const at = (batch: ImageBatch, i: number, p: number): number => batch.data[(i * side * side + p) * 3] * 255;
  const holePixel = 3 * side + 3;
  near(at(answers, 0, 0), 100, 1e-4);
  near(at(images, 3, 0), 97, 1e-4);
  near(at(answers, 3, holePixel), 30, 1e-4);
  near(at(mean, 0, holePixel), (20 + 10 + 40 + 30) / 4, 1e-4);
  near(at(mean, 0, 0), 100, 1e-4);
  const error = (filled: ImageBatch): number => pooledMse(image, filled, hole, "hole");
  const each = [0, 1, 2, 3].map((i) => error(takeImages(answers, [i])));
  assert.ok(error(mean) < each.reduce((sum, value) => sum + value) / 4);
});

test("the mean of bytes and of floats", () => {
  near(meanImage(greys([0, 0], [255, 255], [255, 255])).data[0], 2 / 3, 1e-6);
  near(meanImage(toFloat(greys([51, 0], [0, 0]))).data[0], 0.1, 1e-6);
});

test("mistakes are named", () => {
  assert.throws(
    () => findAlikeImages(set, placeRectangleMask(set.shape, { top: 3, left: 3, height: 2, width: 2 }), set),
    /Expected one image with its hole, but received 6\. Take one/,
  );
  assert.throws(
    () => findAlikeImages(image, hole, imageBatch(new Uint8Array(12), [1, 2, 2, 3])),
    /Expected images of shape \[N,8,8,3\] to search, but received \[1,2,2,3\]\. Search images/,
  );
  assert.throws(
    () => findAlikeImages(image, hole, set, { count: 7 }),
    /Expected count to be a whole number from 1 to the 6 images, but received 7\./,
  );
  for (const ring of [0, 4]) {
    const empty = placeRectangleMask(image.shape, { top: 0, left: 0, height: ring * 2, width: ring * 2 });
    assert.throws(
      () => findAlikeImages(image, empty, set, { count: 1, ring }),
      /Expected a hole with known pixels within \d pixels around it, but the mask leaves none/,
    );
  }
  assert.throws(() => meanImage(imageBatch(new Uint8Array(0), [0, 2, 2, 3])), /Expected at least one image to average/);
});
