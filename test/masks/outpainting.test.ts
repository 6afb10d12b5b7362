import assert from "node:assert/strict";
import { test } from "node:test";
import { drawOutpaintingMasks } from "../../src/masks/outpainting";
import { randomStream } from "../../src/random";
import { pictureOf } from "./looking";

const random = randomStream(1, "test");

test("a frame of the given width round a known centre", () => {
  const small = pictureOf(drawOutpaintingMasks([2, 5, 6, 3], random, { frame: 2 }), 1);
  assert.deepEqual(small, ["######", "######", "##..##", "######", "######"]);
  const { data } = drawOutpaintingMasks([1, 32, 32, 3], random);
  const inside = (place: number): boolean => place >= 4 && place < 28;
  data.forEach((known, at) => assert.equal(known, inside(Math.floor(at / 32)) && inside(at % 32) ? 1 : 0));
});

test("a frame that leaves no centre is refused", () => {
  for (const frame of [0, 4]) {
    assert.throws(
      () => drawOutpaintingMasks([1, 8, 20, 3], random, { frame }),
      /Expected the width of the frame to be a whole number from 1 to 3, but received .\. Choose one that leaves a centre/,
    );
  }
});
