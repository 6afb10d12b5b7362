import assert from "node:assert/strict";
import { test } from "node:test";
import { drawBlobMasks } from "../../src/masks/blob";
import { randomStream } from "../../src/random";
import { holeBox, piecesOf } from "./looking";

test("one piece inside the image, its longer side within the stated shares", () => {
  const masks = drawBlobMasks([400, 100, 80, 3], randomStream(1, "test"));
  const longer: number[] = [];
  for (let i = 0; i < 400; i++) {
    const { height, width, holes } = holeBox(masks, i);
    assert.equal(piecesOf(masks, i, true), 1);
    assert.ok(holes > 0.3 * height * width && holes < 0.95 * height * width);
    longer.push(Math.max(height, width));
  }
  const [shortest, longest] = [Math.min(...longer), Math.max(...longer)];
  assert.ok(
    shortest >= 0.35 * 79 - 2 && shortest < 30 && longest <= 0.8 * 79 + 1 && longest > 60,
    `${shortest} to ${longest}`,
  );
});

test("sizes of one's own, and those that cannot be", () => {
  const draw = (smallest: number, largest: number) =>
    drawBlobMasks([50, 64, 64, 3], randomStream(1, "test"), { smallest, largest });
  const masks = draw(0.5, 0.5);
  for (let i = 0; i < 50; i++) {
    const { height, width } = holeBox(masks, i);
    assert.ok(Math.abs(Math.max(height, width) - 31.5) < 2);
  }
  assert.throws(() => draw(0, 0.5), /Expected smallest between 0 and 1, both excluded, but received 0\./);
  assert.throws(() => draw(0.5, 1), /Expected largest between 0 and 1, both excluded, but received 1\./);
  assert.throws(() => draw(0.6, 0.5), /Expected smallest ≤ largest, but received 0\.6 and 0\.5\. Exchange them\./);
});
