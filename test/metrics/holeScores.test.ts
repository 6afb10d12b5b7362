import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBatch, joinImages } from "../../src/images/batch";
import { repeatMask } from "../../src/images/holes";
import { placeRectangleMask } from "../../src/masks/rectangle";
import { eachHoleScore } from "../../src/metrics/holeScores";
import { near } from "./near";

// Columns in steps of .05: in a hole of 2×2 the two pairs side by side differ by .05 and those above one another by nothing.
const ramp = imageBatch(
  Float32Array.from({ length: 144 }, (_, i) => (i % 12) * 0.05),
  [1, 12, 12, 1],
);
const hole = placeRectangleMask(ramp.shape, { top: 5, left: 5, height: 2, width: 2 });
const change = (how: (value: number) => number): typeof ramp => imageBatch(ramp.data.map(how), ramp.shape);

test("brighter by .1 is 20 dB and as sharp, half the steps are a quarter of the energy, flat is none", () => {
  const filled = joinImages([
    change((value) => value + 0.1),
    change((value) => 0.275 + (value - 0.275) / 2),
    change(() => 0.275),
  ]);
  const [brighter, half, flat] = eachHoleScore(joinImages([ramp, ramp, ramp]), filled, repeatMask(hole, 3));
  near(brighter.psnrDb, 20, 1e-4);
  near(brighter.gradientShare ?? NaN, 1, 1e-5);
  near(half.gradientShare ?? NaN, 0.25, 1e-5);
  near(half.psnrDb, -10 * Math.log10(0.0125 ** 2), 1e-4);
  near(flat.gradientShare ?? NaN, 0, 1e-9);
});

test("a flat truth has no share, and the truth itself has no error", () => {
  const grey = imageBatch(new Float32Array(144).fill(0.5), ramp.shape);
  assert.deepEqual(eachHoleScore(grey, grey, hole), [{ psnrDb: Infinity, gradientShare: null }]);
});

test("an image without a hole is refused", () => {
  const none = placeRectangleMask(ramp.shape, { top: 0, left: 0, height: 0, width: 0 });
  assert.throws(
    () => eachHoleScore(ramp, ramp, none),
    /Expected a hole in every image, but image 0 has none\. Score images/,
  );
});
