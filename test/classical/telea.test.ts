import assert from "node:assert/strict";
import { test } from "node:test";
import { fillTelea } from "../../src/classical/telea";
import { imageBatch } from "../../src/images/batch";
import { testAgainstOpenCv, testMarchingPromises } from "./againstOpenCv";
import { testBorderDifferences } from "./borderDifferences";

testAgainstOpenCv("telea", fillTelea);
testBorderDifferences("telea", fillTelea);
testMarchingPromises("telea", fillTelea);

test("telea: bytes get half a level more than float32 values, as OpenCV's", () => {
  const knownMask = imageBatch(Uint8Array.from([1, 1, 1, 1, 0, 1, 1, 1, 1]), [1, 3, 3, 1]);
  const floats = imageBatch(new Float32Array(9).fill(101 / 255), [1, 3, 3, 1]);
  const bytes = imageBatch(new Uint8Array(9).fill(101), [1, 3, 3, 1]);
  assert.ok(Math.abs(255 * fillTelea(floats, knownMask).data[4] - 101) < 1e-3);
  assert.equal(fillTelea(bytes, knownMask).data[4], 102); // 101.5, and halves go to the even neighbour
});

test("telea: a hole pixel in the middle of an edge leans to neither side", () => {
  const knownMask = imageBatch(new Uint8Array(49).fill(1).fill(0, 24, 25), [1, 7, 7, 1]);
  const edge = imageBatch(
    Float32Array.from({ length: 49 }, (_, p) => [0.2, 0.5, 0.8][Math.sign((p % 7) - 3) + 1]),
    [1, 7, 7, 1],
  );
  const filled = fillTelea(edge, knownMask).data[24];
  assert.ok(Math.abs(filled - 0.5) < Math.SQRT2 / 255 + 1e-4, `${filled}`); // the gradient's direction moves it by that much
});
