import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseRanks, measureRanks } from "../../src/studies/rankedFills";
import { imageBatch, type ImageBatch } from "../../src/images/batch";
import { placeRectangleMask } from "../../src/masks/rectangle";
import { near } from "../metrics/near";

test("nine images are three best, three in the middle, three worst", () => {
  const scores = [50, 10, 90, 20, 80, 30, 70, 40, 60];
  const chosen = chooseRanks(scores);
  assert.deepEqual(
    chosen.map(({ rank }) => rank),
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
  );
  assert.deepEqual(
    chosen.map(({ position }) => scores[position]),
    [90, 80, 70, 60, 50, 40, 30, 20, 10],
  );
});

test("of ten thousand, ranks 4,999 to 5,001 are the middle; equal scores rank by position", () => {
  const chosen = chooseRanks(new Float64Array(10_000));
  assert.deepEqual(
    chosen.map(({ rank }) => rank),
    [1, 2, 3, 4_999, 5_000, 5_001, 9_998, 9_999, 10_000],
  );
  for (const { rank, of, position } of chosen) assert.deepEqual([of, position], [10_000, rank - 1]);
});

test("too few images are refused", () => {
  assert.throws(
    () => chooseRanks([1, 2, 3], 3),
    /Expected at least 9 images to choose 3 of the best, median and worst, but received 3\./,
  );
});

test("the first method ranks, and the others are looked up for the same images", async () => {
  // Image i errs by (i + 1) / 20 at the first method, in the opposite order at the second.
  const images = imageBatch(new Float32Array(9 * 144), [9, 12, 12, 1]);
  const knownMask = placeRectangleMask(images.shape, { top: 1, left: 1, height: 2, width: 2 });
  const erring =
    (error: (image: number) => number) =>
    ({ data, shape }: ImageBatch): ImageBatch =>
      imageBatch(
        Float32Array.from(data, (_, k) => error(Math.floor(k / 144))),
        shape,
      );
  const told: string[] = [];
  const { ranks } = await measureRanks<"first", "second">(
    {
      first: erring((i) => (i + 1) / 20),
      second: erring((i) => (9 - i) / 20),
    },
    { images, knownMask },
    (done, key) => void told.push(`${key} ${done}`),
  );
  assert.deepEqual(
    ranks.map(({ position }) => position),
    [0, 1, 2, 3, 4, 5, 6, 7, 8],
  );
  assert.deepEqual(Object.keys(ranks[0]), ["rank", "of", "position", "holePsnrDb", "secondHolePsnrDb"]);
  near(ranks[1].holePsnrDb, 20, 1e-4);
  near(ranks[7].secondHolePsnrDb, 20, 1e-4);
  assert.deepEqual(told, ["first 0", "second 0"]);
});
