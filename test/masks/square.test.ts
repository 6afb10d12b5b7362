import assert from "node:assert/strict";
import { test } from "node:test";
import { drawSquare8FullRangeMasks, drawSquareMasks } from "../../src/masks/square";
import { randomStream } from "../../src/random";

/** Rows and columns in which any mask has a hole. */
function touched(data: ArrayLike<number>, side: number): { rows: Set<number>; columns: Set<number> } {
  const rows = new Set<number>();
  const columns = new Set<number>();
  for (let i = 0; i < data.length; i++)
    if (data[i] === 0) {
      rows.add(Math.floor(i / side) % side);
      columns.add(i % side);
    }
  return { rows, columns };
}

test("each mask holds one 8×8 hole, in 0 and 1", () => {
  const { data, shape } = drawSquareMasks([500, 32, 32, 3], randomStream(1, "test"));
  assert.deepEqual(shape, [500, 32, 32, 1]);
  for (let i = 0; i < 500; i++) {
    const one = Array.from(data.subarray(i * 1024, (i + 1) * 1024));
    const holes = one.flatMap((value, p) => (value === 0 ? [p] : []));
    assert.equal(holes.length, 64);
    assert.equal(holes[63] - holes[0], 7 * 32 + 7);
    assert.ok(one.every((value) => value === 0 || value === 1));
  }
});

test("the report's range leaves the last row and column alone, the full range does not", () => {
  const report = touched(drawSquareMasks([5000, 32, 32, 3], randomStream(1, "test")).data, 32);
  assert.equal(Math.max(...report.rows), 30);
  assert.equal(Math.max(...report.columns), 30);
  assert.equal(Math.min(...report.rows), 0);
  const full = touched(drawSquareMasks([5000, 32, 32, 3], randomStream(1, "test"), { fullRange: true }).data, 32);
  assert.equal(Math.max(...full.rows), 31);
  assert.equal(full.columns.size, 32);
});

test("same stream, same masks", () => {
  const draw = (seed: number): Uint8Array =>
    drawSquareMasks([20, 32, 32, 3], randomStream(seed, "test")).data as Uint8Array;
  assert.deepEqual(draw(1), draw(1));
  assert.notDeepEqual(draw(1), draw(2));
});

test("a square that does not fit is refused", () => {
  assert.throws(
    () => drawSquareMasks([1, 8, 8, 3], randomStream(1, "test")),
    /Expected a square side from 1 to 7 for 8×8 images, but received 8/,
  );
  assert.throws(
    () => drawSquareMasks([1, 8, 8, 3], randomStream(1, "test"), { side: 0, fullRange: true }),
    /from 1 to 8/,
  );
});

test("8×8 anywhere is the square of the full range", () => {
  assert.deepEqual(
    drawSquare8FullRangeMasks([20, 32, 32, 3], randomStream(1, "test")),
    drawSquareMasks([20, 32, 32, 3], randomStream(1, "test"), { side: 8, fullRange: true }),
  );
});
