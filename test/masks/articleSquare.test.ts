import assert from "node:assert/strict";
import { test } from "node:test";
import { drawArticleSquareMasks } from "../../src/masks/articleSquare";
import { randomStream } from "../../src/random";
import { holeBox } from "./looking";

test("a square with its corner on the diagonal, 0 to 30, side 1 to 9, cut off at the border", () => {
  const masks = drawArticleSquareMasks([6000, 32, 32, 3], randomStream(1, "test"));
  const corners = new Map<number, number>();
  const sides = new Map<number, number>();
  for (let i = 0; i < 6000; i++) {
    const { top, left, height, width, holes } = holeBox(masks, i);
    assert.equal(top, left);
    assert.equal(height, width);
    assert.equal(holes, height * width);
    corners.set(top, (corners.get(top) ?? 0) + 1);
    if (top < 23) sides.set(height, (sides.get(height) ?? 0) + 1); // further down the border cuts
  }
  assert.deepEqual(
    [...corners.keys()].sort((a, b) => a - b),
    Array.from({ length: 31 }, (_, i) => i),
  );
  assert.deepEqual(
    [...sides.keys()].sort((a, b) => a - b),
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
  );
  for (const count of corners.values()) assert.ok(Math.abs(count - 6000 / 31) < 70);
  for (const count of sides.values()) assert.ok(Math.abs(count - (6000 * 23) / 31 / 9) < 110);
});

test("in other sizes the diagonal runs from corner to corner and the side is in proportion", () => {
  const masks = drawArticleSquareMasks([500, 128, 64, 3], randomStream(1, "test"));
  const boxes = Array.from({ length: 500 }, (_, i) => holeBox(masks, i));
  for (const { top, left } of boxes) assert.equal(top, 2 * left);
  assert.equal(Math.max(...boxes.map(({ height }) => height)), 18);
  assert.equal(Math.max(...boxes.map(({ left }) => left)), 62);
});

test("the images of a batch may share a square, as in the article", () => {
  const { data } = drawArticleSquareMasks([96, 32, 32, 3], randomStream(1, "test"), { imagesPerSquare: 32 });
  const texts = Array.from({ length: 96 }, (_, i) => data.subarray(i * 1024, (i + 1) * 1024).join(""));
  assert.deepEqual(
    [0, 32, 64].map((start) => new Set(texts.slice(start, start + 32)).size),
    [1, 1, 1],
  );
  assert.equal(new Set(texts).size, 3);
});

test("sides and counts that cannot be are refused", () => {
  const draw = (options: object) => () => drawArticleSquareMasks([1, 16, 32, 3], randomStream(1, "test"), options);
  assert.throws(
    draw({ longest: 17 }),
    /Expected the longest side to be a whole number from 1 to 16, but received 17\. Choose one that fits 16×32/,
  );
  assert.throws(
    draw({ imagesPerSquare: 0 }),
    /Expected imagesPerSquare to be a whole number from 1 up, but received 0\. Use/,
  );
});
