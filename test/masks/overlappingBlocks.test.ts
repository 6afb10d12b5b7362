import assert from "node:assert/strict";
import { test } from "node:test";
import { dilateHoles, erodeHoles } from "../../src/masks/morphology";
import { drawOverlappingBlockMasks } from "../../src/masks/overlappingBlocks";
import { holeFraction } from "../../src/metrics/holeFraction";
import { randomStream } from "../../src/random";
import { holeBox, piecesOf } from "./looking";

test("squares of at least an eighth of the side that cover up to a quarter", () => {
  const masks = drawOverlappingBlockMasks([1000, 40, 56, 3], randomStream(1, "test"));
  assert.ok(holeFraction(masks).every((share) => share <= 0.25));
  // Each hole pixel lies in a 5×5 square of holes: opening by such a square changes nothing.
  assert.deepEqual(dilateHoles(erodeHoles(masks, 2), 2), masks);
});

test("one block is a square from an eighth to a quarter of the side, anywhere", () => {
  const masks = drawOverlappingBlockMasks([2000, 32, 32, 3], randomStream(1, "test"), { mostBlocks: 1 });
  const boxes = Array.from({ length: 2000 }, (_, i) => holeBox(masks, i));
  for (const { height, width, holes } of boxes) assert.ok(height === width && holes === height * width);
  assert.deepEqual(
    [...new Set(boxes.map(({ height }) => height))].sort((a, b) => a - b),
    [4, 5, 6, 7, 8],
  );
  assert.equal(Math.min(...boxes.map(({ top }) => top)), 0);
  assert.equal(Math.max(...boxes.map(({ left, width }) => left + width)), 32);
});

test("there are up to eight blocks, and some overlap", () => {
  const masks = drawOverlappingBlockMasks([500, 64, 64, 3], randomStream(1, "test"));
  const pieces = Array.from({ length: 500 }, (_, i) => piecesOf(masks, i));
  const boxes = pieces.map((_, i) => holeBox(masks, i));
  assert.ok(Math.max(...pieces) >= 6 && Math.max(...pieces) <= 8);
  assert.ok(boxes.some(({ height, holes }, i) => pieces[i] === 1 && holes > 256 && height > 16));
});

test("a small share is kept, and refused where no block fits", () => {
  const draw = (largestFraction: number) =>
    drawOverlappingBlockMasks([300, 32, 32, 3], randomStream(1, "test"), { largestFraction });
  assert.ok(holeFraction(draw(0.05)).every((share) => share <= 0.05));
  assert.throws(
    () => draw(0.01),
    /Expected room for a block of 4×4 pixels, but received 32×32 images of which 0\.01 may be holes\. Allow/,
  );
  assert.throws(() => draw(1), /Expected largestFraction between 0 and 1, both excluded, but received 1\./);
  assert.throws(
    () => drawOverlappingBlockMasks([1, 32, 32, 3], randomStream(1, "test"), { mostBlocks: 0 }),
    /Expected mostBlocks to be a whole number from 1 up, but received 0\. Use/,
  );
});
