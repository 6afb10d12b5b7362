import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBatch } from "../../src/images/batch";
import { holesOfColour, holesWhereWhite, rectangularHole } from "../../src/masks/picked";

const picture = imageBatch(Uint8Array.from([0, 0, 0, 127, 127, 127, 128, 128, 127, 255, 0, 128]), [1, 1, 4, 3]);

test("white is the hole, from half of white up", () => {
  assert.deepEqual([...holesWhereWhite(picture).data], [1, 1, 0, 0]);
});

test("white is judged by the mean of the pixel's own three channels", () => {
  const coloured = imageBatch(Uint8Array.from([255, 255, 0, 255, 0, 127, 0, 255, 255, 0, 0, 255]), [1, 1, 4, 3]);
  assert.deepEqual([...holesWhereWhite(coloured).data], [0, 1, 0, 1]);
});

test("a colour is the hole within the tolerance of each channel", () => {
  assert.deepEqual([...holesOfColour(picture, [127, 127, 127], 0).data], [1, 0, 1, 1]);
  assert.deepEqual([...holesOfColour(picture, [127, 127, 127], 1).data], [1, 0, 0, 1]);
});

test("a rectangle x,y,w,h is the hole; one that sticks out is refused", () => {
  assert.deepEqual([...rectangularHole(2, 3, [1, 0, 2, 1]).data], [1, 0, 0, 1, 1, 1]);
  for (const sides of [
    [2, 0, 2, 1],
    [0, 0, 0, 1],
    [0, 1, 1, 2],
  ]) {
    assert.throws(() => rectangularHole(2, 3, sides), /Expected a rectangle x,y,w,h inside the picture of 3×2 pixels/);
  }
});

test("other pictures than uint8 RGB are refused", () => {
  assert.throws(
    () => holesWhereWhite(imageBatch(new Float32Array(3), [1, 1, 1, 3])),
    /Expected a uint8 picture.*Float32Array/,
  );
});
