import assert from "node:assert/strict";
import { test } from "node:test";
import { drawRectangle28x14Masks } from "../../src/masks/rectangle28x14";
import { randomStream } from "../../src/random";
import { holeBox } from "./looking";

const random = randomStream(1, "test");

test("rows 2 to 29 and columns 16 to 29 of 32×32, in proportion elsewhere", () => {
  const small = holeBox(drawRectangle28x14Masks([2, 32, 32, 3], random), 1);
  assert.deepEqual(small, { top: 2, left: 16, height: 28, width: 14, holes: 392 });
  const large = holeBox(drawRectangle28x14Masks([1, 64, 96, 3], random));
  assert.deepEqual(large, { top: 4, left: 48, height: 56, width: 42, holes: 2352 });
});

test("an image too small for it is refused", () => {
  assert.throws(
    () => drawRectangle28x14Masks([1, 3, 1, 3], random),
    /Expected images in which .+ is at least one pixel, but received 3×1\. Use/,
  );
});
