import assert from "node:assert/strict";
import { test } from "node:test";
import { drawRandomWalkMasks } from "../../src/masks/randomWalk";
import { holeFraction } from "../../src/metrics/holeFraction";
import { holeFrequency } from "../../src/metrics/holeFrequency";
import { randomStream } from "../../src/random";
import { piecesOf } from "./looking";

test("the hole is one piece and stops at the pixel that reaches the share", () => {
  const masks = drawRandomWalkMasks([200, 24, 37, 3], randomStream(1, "test"), {
    lowestFraction: 0.25,
    highestFraction: 0.25,
  });
  for (let i = 0; i < 200; i++) assert.equal(piecesOf(masks, i), 1);
  assert.deepEqual([...new Set(holeFraction(masks))], [222 / 888]);
});

test("the walk prefers no side", () => {
  const { data } = holeFrequency(drawRandomWalkMasks([4000, 16, 16, 3], randomStream(1, "test")));
  const half = (inside: (x: number, y: number) => boolean): number =>
    data.reduce((sum, share, at) => sum + (inside(at % 16, at >> 4) ? share : 0), 0);
  assert.ok(Math.abs(half((x) => x < 8) / half((x) => x >= 8) - 1) < 0.06);
  assert.ok(Math.abs(half((_, y) => y < 8) / half((_, y) => y >= 8) - 1) < 0.06);
});
