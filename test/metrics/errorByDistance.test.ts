import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBatch, range, takeImages, takeMasks, type ImageBatch } from "../../src/images/batch";
import { errorByDistance, mergeErrorByDistance } from "../../src/metrics/errorByDistance";
import { pooledMse } from "../../src/metrics/hole";
import { randomStream } from "../../src/random";
import { formulaPictures } from "./formulaPictures";
import { near } from "./near";
import { noisyImages, randomImages, randomMasks } from "./samples";

test("numpy's means over scipy's distances", () => {
  for (const { name, truth, filled, knownMask, measured } of formulaPictures) {
    const rows = errorByDistance(truth, filled, knownMask);
    assert.deepEqual(
      rows.map(({ region, distance, pixels }) => [region === "hole" ? distance : -distance, pixels]),
      measured.errorByDistance.map(([distance, pixels]) => [distance, pixels]),
    );
    rows.forEach(({ pooledMse }, i) => near(pooledMse, measured.errorByDistance[i][2], 1e-14, name));
  }
});

const random = randomStream(1, "error by distance");
const shape = [20, 9, 13, 3] as const;
const truth = randomImages(shape, random);
const filled = noisyImages(truth, random);
const knownMask = randomMasks(shape, random, 0.01);

test("the rows of one side add up to the pooled error of that region", () => {
  const rows = errorByDistance(truth, filled, knownMask);
  for (const region of ["hole", "known"] as const) {
    const mine = rows.filter((row) => row.region === region);
    const pixels = mine.reduce((sum, row) => sum + row.pixels, 0);
    const squared = mine.reduce((sum, row) => sum + row.pooledMse * row.pixels, 0);
    near(squared / pixels, pooledMse(truth, filled, knownMask, region), 1e-14);
  }
});

test("parts measured apart merge into the whole", () => {
  const whole = errorByDistance(truth, filled, knownMask);
  const merged = mergeErrorByDistance(
    [range(7), range(13, 7)].map((positions) =>
      errorByDistance(takeImages(truth, positions), takeImages(filled, positions), takeMasks(knownMask, positions)),
    ),
  );
  assert.deepEqual(
    merged.map(({ pooledMse: _, ...row }) => row),
    whole.map(({ pooledMse: _, ...row }) => row),
  );
  merged.forEach((row, i) => near(row.pooledMse, whole[i].pooledMse, 1e-14));
  assert.deepEqual(mergeErrorByDistance([]), []);
});

test("images without an edge are left out, and refused where there is no other", () => {
  const masks = knownMask.data
    .slice(0, 3 * 117)
    .fill(1, 0, 117)
    .fill(0, 117, 234);
  const three = (batch: ImageBatch): ImageBatch => takeImages(batch, range(3));
  const mask = imageBatch(masks, [3, 9, 13, 1]);
  assert.deepEqual(
    errorByDistance(three(truth), three(filled), mask),
    errorByDistance(takeImages(truth, [2]), takeImages(filled, [2]), takeMasks(knownMask, [2])),
  );
  const two = (batch: ImageBatch): ImageBatch => takeImages(batch, range(2));
  assert.throws(() => errorByDistance(two(truth), two(filled), takeMasks(mask, range(2))), {
    message:
      "Expected at least one image with a hole and a known pixel, but none of 2 has both. " +
      "Draw masks with a hole and a rim.",
  });
});

test("shapes and values are checked", () => {
  assert.throws(
    () => errorByDistance(truth, takeImages(filled, [0]), knownMask),
    /^Error: Expected filled images of shape \[20,9,13,3\]/,
  );
  assert.throws(
    () => errorByDistance(truth, filled, takeMasks(knownMask, [0])),
    /^Error: Expected knownMask of shape \[20,9,13,1\]/,
  );
  const broken = imageBatch((filled.data as Float32Array).slice().fill(NaN, 400, 401), shape);
  assert.throws(() => errorByDistance(truth, broken, knownMask), /received NaN in image 1 of the filled images/);
});
