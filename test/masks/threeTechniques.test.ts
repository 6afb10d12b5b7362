import assert from "node:assert/strict";
import { test } from "node:test";
import { drawLineCircleEllipseMasks } from "../../src/masks/linesCirclesEllipses";
import { drawOverlappingRectangleMasks } from "../../src/masks/overlappingRectangles";
import { drawRandomWalkMasks } from "../../src/masks/randomWalk";
import { drawThreeTechniqueMasks } from "../../src/masks/threeTechniques";
import { holeFraction } from "../../src/metrics/holeFraction";
import { randomStream, type Random } from "../../src/random";

/** The project's own 185 masks: mean .274, 5th to 95th percentile .10 to .42. */
for (const [count, side] of [
  [600, 256],
  [6000, 32],
] as const) {
  test(`hole fractions at ${side}×${side} are near those of the project's sample masks`, () => {
    const fractions = holeFraction(drawThreeTechniqueMasks([count, side, side, 3], randomStream(1, "test"))).sort();
    const mean = fractions.reduce((sum, share) => sum + share, 0) / count;
    const [low, high] = [0.05, 0.95].map((part) => fractions[Math.floor(part * count)]);
    assert.ok(mean > 0.26 && mean < 0.29, `mean ${mean}`);
    assert.ok(Math.abs(low - 0.1) < 0.02 && Math.abs(high - 0.42) < 0.02, `${low} to ${high}`);
  });
}

test("each image takes one of the three techniques, by a draw among three", () => {
  [drawRandomWalkMasks, drawLineCircleEllipseMasks, drawOverlappingRectangleMasks].forEach((draw, technique) => {
    const stream = randomStream(1, "test");
    const asked: string[] = [];
    const random: Random = {
      ...stream,
      integer: (low, high) => {
        asked.push(`${low},${high}`);
        return asked.length === 1 ? technique : stream.integer(low, high);
      },
    };
    assert.deepEqual(drawThreeTechniqueMasks([1, 32, 32, 3], random), draw([1, 32, 32, 3], randomStream(1, "test")));
    assert.equal(asked[0], "0,2");
  });
});
