import assert from "node:assert/strict";
import { test } from "node:test";
import { scatterShapes, drawLineCircleEllipseMasks } from "../../src/masks/linesCirclesEllipses";
import { holeFraction } from "../../src/metrics/holeFraction";
import { randomStream, type Random } from "../../src/random";
import { holeBox } from "./looking";

test("the share is reached and passed by at most one shape", () => {
  const range = { lowestFraction: 0.2, highestFraction: 0.2 };
  const fractions = holeFraction(drawLineCircleEllipseMasks([500, 96, 64, 3], randomStream(1, "test"), range));
  assert.ok(fractions.every((share) => share >= 0.2 && share < 0.2 + (Math.PI * 16 * 16) / (96 * 64)));
});

/** Shapes of one kind only: the first whole number asked for in 0..2 names it. */
function shapesOf(kind: number, count: number): { holes: number; height: number; width: number }[] {
  const stream = randomStream(1, "test");
  const random: Random = {
    ...stream,
    integer: (low, high) => (low === 0 && high === 2 ? kind : stream.integer(low, high)),
  };
  return Array.from({ length: count }, () => {
    const canvas = { pixels: new Uint8Array(65536).fill(1), height: 256, width: 256 };
    const holes = scatterShapes(canvas, random)();
    const box = holeBox({ data: canvas.pixels, shape: [1, 256, 256, 1] });
    assert.equal(box.holes, holes);
    return box;
  });
}

test("lines, circles and ellipses have the stated sizes", () => {
  const longest = shapesOf(0, 40).map(({ height, width }) => Math.max(height, width));
  assert.ok(Math.max(...longest) > 128);
  const circles = shapesOf(1, 60);
  const ellipses = shapesOf(2, 60);
  assert.ok(circles.every(({ height, width }) => Math.max(height, width) <= 65));
  assert.ok(ellipses.every(({ height, width }) => Math.max(height, width) <= 129));
  const round = circles.filter(
    ({ height, width, holes }) =>
      // the box of a disc of radius r is 2 r + 1 pixels wide
      height === width && Math.abs(holes / (Math.PI * ((height - 1) / 2) ** 2) - 1) < 0.05,
  );
  assert.ok(round.length > 30); // the others are cut off at the border
  assert.ok(ellipses.some(({ height, width, holes }) => holes < 0.6 * height * width)); // turned ones leave their box half empty
});
