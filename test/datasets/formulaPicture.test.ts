import assert from "node:assert/strict";
import { test } from "node:test";
import { drawFormula, meanColours } from "../../src/datasets/formulaPicture";

const near = (a: number, b: number): void => assert.ok(Math.abs(a - b) < 1e-6, `${a} and ${b}`);

test("a formula becomes float32 [1,side,side,3] between the two colours", () => {
  const { data, shape } = drawFormula((x) => x / 2, { side: 2, dark: [0, 0.2, 1], light: [1, 0.2, 0] });
  assert.deepEqual(shape, [1, 2, 2, 3]);
  assert.ok(data instanceof Float32Array);
  [0.25, 0.2, 0.75, 0.75, 0.2, 0.25].forEach((value, i) => near(data[i], value)); // the middle of each pixel
});

test("a pixel that an edge crosses takes its share of both sides", () => {
  const { data } = drawFormula((x, y) => x + y > 2, { side: 2, dark: [0, 0, 0], light: [1, 1, 1] });
  near(data[0], 0);
  near(data[3], 6 / 16); // of its 16 points 6 lie beyond the diagonal and 4 on it
  near(data[9], 1);
  assert.equal(drawFormula((x) => x > 16).shape[1], 32);
});

test("brightness is clamped; what is not a number and sides that make no sense are refused", () => {
  assert.deepEqual(drawFormula(() => 7).data, drawFormula(() => true).data);
  assert.deepEqual(drawFormula(() => -7).data, drawFormula(() => false).data);
  assert.throws(
    () => drawFormula(() => Math.sqrt(-1)),
    /Expected the formula to give a number at \(0\.125, 0\.125\), but received NaN/,
  );
  assert.throws(
    () => drawFormula(() => 0, { side: 0 }),
    /Expected side to be a whole number from 1 up, but received 0/,
  );
});

test("mean colours keep the units of the formula", () => {
  assert.deepEqual([...meanColours(1, (x, y) => [255 * x, 100, 2 * y])], [127.5, 100, 1]);
});
