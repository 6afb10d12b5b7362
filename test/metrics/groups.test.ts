import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBatch, range } from "../../src/images/batch";
import { bootstrapInterval } from "../../src/metrics/bootstrap";
import { errorFigure, errorRatio } from "../../src/metrics/errorFigures";
import { deciles, figurePerGroup, groupPositions, holeTexture, textureDeciles } from "../../src/metrics/groups";
import { concatImageErrors, measureImages, selectImageErrors } from "../../src/metrics/imageErrors";
import { randomStream } from "../../src/random";
import { near } from "./near";
import { noisyImages, randomImages, randomMasks } from "./samples";

const random = randomStream(1, "groups");
const shape = [50, 12, 12, 3] as const;
const truth = randomImages(shape, random);
const knownMask = randomMasks(shape, random);
const errors = measureImages(truth, noisyImages(truth, random), knownMask);
const labels = range(50).map((i) => (i * 7) % 3);

test("each group's figure is the figure of its images alone, with its own interval", () => {
  const rows = figurePerGroup(errors, labels, "pooledHolePsnrDb", randomStream(2, "bootstrap"), { resamples: 50 });
  assert.deepEqual(
    rows.map(({ group }) => group),
    [0, 1, 2],
  );
  const random = randomStream(2, "bootstrap");
  for (const { group, images, withHole, ...interval } of rows) {
    const mine = selectImageErrors(
      errors,
      range(50).filter((i) => labels[i] === group),
    );
    assert.equal(images, mine.holePixels.length);
    assert.equal(withHole, mine.holePixels.length);
    assert.equal(interval.value, errorFigure(mine, "pooledHolePsnrDb"));
    assert.deepEqual(interval, bootstrapInterval(errorRatio(mine, "pooledHolePsnrDb"), random, { resamples: 50 }));
  }
});

test("groups together are the whole, weighted by pixels", () => {
  const rows = figurePerGroup(errors, labels, "pooledHoleMse", random, { resamples: 1 });
  let sum = 0;
  let pixels = 0;
  for (const { group, value } of rows) {
    const { holePixels } = selectImageErrors(
      errors,
      range(50).filter((i) => labels[i] === group),
    );
    const own = holePixels.reduce((total, count) => total + count, 0);
    sum += value * own;
    pixels += own;
  }
  near(sum / pixels, errorFigure(errors, "pooledHoleMse"));
});

test("negative groups are left out, the others keep their order", () => {
  assert.deepEqual(
    [...groupPositions([4, -1, 0, 4], 4)],
    [
      [0, [2]],
      [4, [0, 3]],
    ],
  );
});

test("tenths by rank: equally large, the lowest values in the first, equal values by position", () => {
  const values = Array.from({ length: 57 }, () => random.uniform());
  const tenths = deciles(values);
  for (let tenth = 0; tenth < 10; tenth++) {
    const mine = values.filter((_, i) => tenths[i] === tenth);
    const above = values.filter((_, i) => tenths[i] > tenth);
    assert.ok(mine.length === 5 || mine.length === 6);
    assert.ok(Math.max(...mine) <= Math.min(...above));
  }
  assert.deepEqual([...deciles(new Float64Array(10))], [...range(10)]);
  assert.deepEqual([...deciles([-1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0])], [-1, ...range(10).reverse()]);
});

test("texture is the truth's mean squared step between neighbours in the hole", () => {
  const stripes = imageBatch(
    Float32Array.from({ length: 121 }, (_, p) => ((p % 11) % 2) / 2),
    [1, 11, 11, 1],
  );
  const one = (pixels: number[]): ReturnType<typeof measureImages> => {
    const mask = new Uint8Array(121).fill(1);
    for (const p of pixels) mask[p] = 0;
    return measureImages(stripes, stripes, imageBatch(mask, [1, 11, 11, 1]));
  };
  const sets = [one([0, 1]), one([0, 11]), one([0, 1, 11, 12]), one([0]), one([10, 11])];
  assert.deepEqual([...holeTexture(concatImageErrors(sets))], [0.25, 0, 0.125, -1, -1]);
  const many = concatImageErrors([...sets, ...new Array<(typeof sets)[number]>(9).fill(sets[2])]);
  assert.deepEqual([...textureDeciles(many)].slice(0, 5), [9, 0, 0, -1, -1]);
});

test("what cannot be grouped is refused", () => {
  assert.throws(() => figurePerGroup(errors, [1, 2], "pooledHoleMse", random), {
    message: "Expected one group for each of 50 images, but received 2. Take the labels of the same images.",
  });
  assert.throws(() => deciles([1, 2, -1]), {
    message: "Expected at least 10 images to form tenths, but only 2 of 3 can be ranked. Measure more images.",
  });
  const noHole = measureImages(truth, truth, imageBatch(new Uint8Array(50 * 144).fill(1), [50, 12, 12, 1]));
  assert.throws(
    () => figurePerGroup(noHole, labels, "pooledHoleMse", random),
    /^Error: Expected something to measure for pooledHoleMse/,
  );
});
