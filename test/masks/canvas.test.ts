import assert from "node:assert/strict";
import { test } from "node:test";
import { drawEachMask, scaleLength } from "../../src/masks/canvas";
import { openSpan } from "../../src/masks/drawing";
import { pictureOf } from "./looking";

test("each image gets its own canvas, on which all is known", () => {
  const masks = drawEachMask([2, 2, 3, 3], (canvas, index) => {
    assert.deepEqual([canvas.height, canvas.width, ...canvas.pixels], [2, 3, 1, 1, 1, 1, 1, 1]);
    openSpan(canvas, index, 0, 1);
  });
  assert.deepEqual(masks.shape, [2, 2, 3, 1]);
  assert.deepEqual(
    [pictureOf(masks, 0), pictureOf(masks, 1)],
    [
      ["##.", "..."],
      ["...", "##."],
    ],
  );
  assert.deepEqual(drawEachMask([0, 2, 2, 1], () => assert.fail("nothing to draw")).shape, [0, 2, 2, 1]);
});

test("a mask without a hole, or without a known pixel, is drawn again", () => {
  let drawings = 0;
  const masks = drawEachMask([1, 1, 2, 1], (canvas) => {
    drawings++;
    if (drawings > 1) openSpan(canvas, 0, 0, drawings === 2 ? 1 : 0);
  });
  assert.equal(drawings, 3);
  assert.deepEqual(pictureOf(masks), ["#."]);
});

test("what can never be drawn ends with a sentence", () => {
  let drawings = 0;
  assert.throws(
    () => drawEachMask([1, 3, 4, 1], () => void drawings++),
    /Expected masks of 3×4 pixels with a hole and a known pixel, but received 100 in a row without one of them\. Choose /,
  );
  assert.equal(drawings, 100);
  assert.throws(
    () => drawEachMask([1, 1, 1, 1], () => undefined),
    /Expected images of at least two pixels, but received 1 of 1×1\. Draw/,
  );
  assert.throws(() => drawEachMask([1, 2.5, 4, 1], () => undefined), /but received 1 of 2\.5×4/);
});

test("lengths scale with the shorter side and are at least one pixel", () => {
  assert.deepEqual(
    [32, 64, 48, 3].map((side) => scaleLength(9, { height: side, width: 99 }, 32)),
    [9, 18, 14, 1],
  );
});
