import assert from "node:assert/strict";
import { test } from "node:test";
import { maskFamilies } from "../../src/masks";
import { drawHalfMasks } from "../../src/masks/half";
import { randomStream } from "../../src/random";

test("the right half is the hole, in every image; of an odd width the middle column is known", () => {
  for (const [width, row] of [
    [4, "1100"],
    [5, "11100"],
  ] as const) {
    const { data, shape } = drawHalfMasks([2, 3, width, 3], randomStream(1, "test"));
    assert.deepEqual(shape, [2, 3, width, 1]);
    assert.equal(data.join(""), row.repeat(6));
  }
});

test("it is a family of the table, half of a 32×32 image", () => {
  const { draw, fixed, holeFraction } = maskFamilies.half;
  assert.ok(fixed);
  assert.deepEqual(holeFraction, [0.5, 0.5]);
  assert.equal(draw([1, 32, 32, 3], randomStream(1, "test")).data.filter((value) => value === 0).length, 512);
});

test("an image of one column is refused", () => {
  assert.throws(
    () => drawHalfMasks([1, 4, 1, 3], randomStream(1, "test")),
    /Expected the images' width to be a whole number from 2 up, but received 1\. A single column is known: use wider images\./,
  );
});
