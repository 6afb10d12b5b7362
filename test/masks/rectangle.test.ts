import assert from "node:assert/strict";
import { test } from "node:test";
import { sliceImages } from "../../src/images/batch";
import { drawRectangleMasks, drawRectangles4to19Masks, placeRectangleMask } from "../../src/masks/rectangle";
import { randomStream } from "../../src/random";

test("sides are uniform over 4..12, the hole is one rectangle inside the image", () => {
  const { data } = drawRectangleMasks([4000, 32, 32, 3], randomStream(1, "test"));
  const heights = new Map<number, number>();
  for (let i = 0; i < 4000; i++) {
    const one = data.subarray(i * 1024, (i + 1) * 1024);
    const rows = new Set<number>();
    const columns = new Set<number>();
    let holes = 0;
    one.forEach((value, p) => {
      if (value === 0) {
        holes++;
        rows.add(p >> 5);
        columns.add(p & 31);
      }
    });
    assert.equal(holes, rows.size * columns.size);
    heights.set(rows.size, (heights.get(rows.size) ?? 0) + 1);
  }
  assert.deepEqual(
    [...heights.keys()].sort((a, b) => a - b),
    [4, 5, 6, 7, 8, 9, 10, 11, 12],
  );
  for (const count of heights.values()) assert.ok(count > 340 && count < 550);
});

test("sides that cannot be are refused", () => {
  assert.throws(
    () => drawRectangleMasks([1, 8, 8, 3], randomStream(1, "test")),
    /Expected sides 1 ≤ shortest ≤ longest ≤ 8 .* received 4 and 12/,
  );
});

test("a hole is placed by hand, an empty one too, and refused outside the image", () => {
  const { data } = placeRectangleMask([2, 4, 4, 3], { top: 1, left: 2, height: 2, width: 1 });
  assert.deepEqual(Array.from(data.subarray(16)), [1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1, 1]);
  assert.ok(
    placeRectangleMask([1, 4, 4, 3], { top: 0, left: 0, height: 0, width: 0 }).data.every((value) => value === 1),
  );
  assert.throws(
    () => placeRectangleMask([1, 4, 4, 3], { top: 3, left: 0, height: 2, width: 1 }),
    /Expected a hole inside 4×4 pixels/,
  );
});

test("sides from 4 to 19, each of them drawn", () => {
  const masks = drawRectangles4to19Masks([2000, 32, 32, 3], randomStream(1, "test"));
  const heights = new Set(
    Array.from({ length: 2000 }, (_, i) => {
      const { data } = sliceImages(masks, i, i + 1);
      return Array.from({ length: 32 }, (_, row) => data.subarray(32 * row, 32 * row + 32).includes(0)).filter(Boolean)
        .length;
    }),
  );
  assert.deepEqual(
    [...heights].sort((a, b) => a - b),
    Array.from({ length: 16 }, (_, i) => 4 + i),
  );
});
