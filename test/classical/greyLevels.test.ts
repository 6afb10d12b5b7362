import assert from "node:assert/strict";
import { test } from "node:test";
import { inGreyLevels, storedLevel } from "../../src/classical/greyLevels";

test("bytes are stored as whole levels, halves to the even neighbour, inside 0..255", () => {
  const stored = [0.5, 1.5, 2.5, 2.500001, 99.49, -3, 254.5, 255.5, 300].map((level) => storedLevel(level, 255));
  assert.deepEqual(stored, [0, 2, 2, 3, 99, 0, 254, 255, 255]);
});

test("float32 levels keep their fraction, inside 0..255", () => {
  assert.deepEqual(
    [0.5, 99.49, -3, 300].map((level) => storedLevel(level, 1)),
    [0.5, 99.49, 0, 255],
  );
});

test("while a fill runs, values hold grey levels, whichever white is", () => {
  for (const [peak, white] of [
    [1, 255],
    [255, 255],
  ] as const) {
    const values = Float32Array.from([0, peak]);
    inGreyLevels(values, peak, () => {
      assert.deepEqual([...values], [0, white]);
      values[0] = 127.5;
    });
    assert.deepEqual([...values], [peak / 2, peak]);
  }
});
