import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { drawArticleLineMasks } from "../../src/masks/articleLines";
import { holeFraction } from "../../src/metrics/holeFraction";
import { randomStream } from "../../src/random";
import { holeBox, piecesOf } from "./looking";

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

test("the mean hole fraction is that of the same lines drawn by OpenCV", () => {
  const fixture = JSON.parse(readFileSync(join(__dirname, "../fixtures/masks.json"), "utf8")) as {
    articleLines: number;
  };
  const fractions = holeFraction(drawArticleLineMasks([10000, 32, 32, 3], randomStream(1, "test")));
  assert.ok(
    Math.abs(mean(fractions) - fixture.articleLines) < 0.004,
    `${mean(fractions)}, OpenCV ${fixture.articleLines}`,
  );
});

test("a single line of thickness 1 is one pixel wide and leaves out the first row and column", () => {
  const masks = drawArticleLineMasks([2000, 32, 32, 3], randomStream(1, "test"), { mostLines: 1, thickest: 1 });
  let lowest = 32;
  let highest = 0;
  for (let i = 0; i < 2000; i++) {
    const { top, left, height, width, holes } = holeBox(masks, i);
    assert.equal(holes, Math.max(height, width));
    assert.equal(piecesOf(masks, i, true), 1);
    lowest = Math.min(lowest, top, left);
    highest = Math.max(highest, top + height - 1, left + width - 1);
  }
  assert.deepEqual([lowest, highest], [1, 31]);
});

test("thickness scales with the image, so that the hole fraction stays", () => {
  const fractions = holeFraction(drawArticleLineMasks([500, 128, 128, 3], randomStream(1, "test")));
  assert.ok(mean(fractions) > 0.115 && mean(fractions) < 0.165, `${mean(fractions)}`);
});

test("options and sizes that cannot be are refused", () => {
  const draw =
    (height: number, options: object = {}) =>
    () =>
      drawArticleLineMasks([1, height, 32, 3], randomStream(1, "test"), options);
  assert.throws(draw(32, { mostLines: 0 }), /Expected mostLines to be a whole number from 1 up, but received 0\./);
  assert.throws(
    draw(32, { thickest: 1.5 }),
    /Expected thickest to be a whole number from 1 to 32, but received 1\.5\./,
  );
  assert.throws(
    draw(1),
    /Expected the images' shorter side to be a whole number from 2 up, but received 1\. Draw masks for larger/,
  );
});
