import assert from "node:assert/strict";
import { test } from "node:test";
import { drawCoveringMasks, type Technique } from "../../src/masks/coverage";
import { holeFraction } from "../../src/metrics/holeFraction";
import { randomStream } from "../../src/random";

/** Opens one pixel after the other. */
const onePixel: Technique = ({ pixels }) => {
  let at = 0;
  return () => 1 - (pixels[at++] = 0);
};
const draw = (lowestFraction?: number, highestFraction?: number): Float64Array => {
  const range = { lowestFraction, highestFraction };
  return holeFraction(drawCoveringMasks([4000, 20, 20, 3], randomStream(1, "test"), () => onePixel, range)).sort();
};

test("the share to reach is uniform over the range", () => {
  const fractions = draw(0.2, 0.6);
  assert.ok(fractions[0] >= 0.2 && fractions[0] < 0.205 && fractions[3999] > 0.595 && fractions[3999] <= 0.6025);
  for (const quarter of [1, 2, 3]) assert.ok(Math.abs(fractions[quarter * 1000] - (0.2 + 0.1 * quarter)) < 0.02);
  assert.deepEqual([...new Set(draw(0.25, 0.25))], [0.25]);
  const usual = draw();
  assert.ok(usual[0] >= 0.075 && usual[0] < 0.08 && usual[3999] > 0.425 && usual[3999] <= 0.4325);
});

test("ranges that cannot be are refused", () => {
  for (const [low, high] of [
    [0, 0.5],
    [0.5, 0.4],
    [0.5, 1],
    [NaN, 0.5],
  ]) {
    assert.throws(
      () => draw(low, high),
      /Expected hole fractions 0 < lowest ≤ highest < 1, but received .+ and .+\. Use/,
    );
  }
});
