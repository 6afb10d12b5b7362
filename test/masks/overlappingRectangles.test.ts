import assert from "node:assert/strict";
import { test } from "node:test";
import { drawOverlappingRectangleMasks } from "../../src/masks/overlappingRectangles";
import { dilateHoles, erodeHoles } from "../../src/masks/morphology";
import { holeFraction } from "../../src/metrics/holeFraction";
import { randomStream } from "../../src/random";
import { holeBox } from "./looking";

test("rectangles of at least a sixteenth of each side, until the share is reached", () => {
  const range = { lowestFraction: 0.3, highestFraction: 0.3 };
  const masks = drawOverlappingRectangleMasks([300, 48, 80, 3], randomStream(1, "test"), range);
  assert.ok(holeFraction(masks).every((share) => share >= 0.3 && share < 0.3 + 1 / 16));
  assert.deepEqual(dilateHoles(erodeHoles(masks, 1), 1), masks); // every hole pixel lies in a 3×3 square of holes
});

test("a single rectangle has sides from a sixteenth to a quarter of the image's", () => {
  const tiny = { lowestFraction: 1e-9, highestFraction: 1e-9 };
  const masks = drawOverlappingRectangleMasks([3000, 32, 64, 3], randomStream(1, "test"), tiny);
  const boxes = Array.from({ length: 3000 }, (_, i) => holeBox(masks, i));
  for (const { height, width, holes } of boxes) assert.equal(holes, height * width);
  const between = (values: number[]): number[] => [Math.min(...values), Math.max(...values)];
  assert.deepEqual(between(boxes.map(({ height }) => height)), [2, 8]);
  assert.deepEqual(between(boxes.map(({ width }) => width)), [4, 16]);
  assert.deepEqual(between(boxes.map(({ top, height }) => top + height)), [2, 32]);
});
