import assert from "node:assert/strict";
import { test } from "node:test";
import { holdsImages, holeErrorsOf, holePsnrRatio } from "../../src/benchmarks/holeErrors";
import { errorFigure, ratioValue } from "../../src/metrics/errorFigures";
import { emptyErrors, selectImageErrors } from "../../src/metrics/imageErrors";
import { near } from "../metrics/near";
import { sampleErrors } from "./sampleRows";

test("each image has its sum of squares to six significant digits, and its hole pixels times channels", () => {
  const errors = emptyErrors(4, 3);
  errors.holeSquared.set([1.23456789, 0, 1234567.8, 1.23456789e-9]);
  errors.holePixels.set([2, 0, 154_401, 1]);
  assert.deepEqual(holeErrorsOf(errors), { squared: "1.23457 0 1234570 1.23457e-9", values: "6 0 463203 3" });
});

test("the first images' pooled hole PSNR comes back", () => {
  const errors = sampleErrors("mean", 4);
  for (const count of [1, 5, 8]) {
    const first = selectImageErrors(
      errors,
      Array.from({ length: count }, (_, i) => i),
    );
    const ratio = holePsnrRatio(holeErrorsOf(errors), count);
    assert.equal(ratio.numerators.length, count);
    near(ratioValue(ratio), errorFigure(first, "pooledHolePsnrDb"), 1e-4, `${count} images`);
  }
});

test("a number too few or too many, and what is no number, is told", () => {
  const held = holeErrorsOf(sampleErrors("mean", 0));
  assert.ok(holdsImages(held, 8));
  assert.ok(!holdsImages(held, 7));
  assert.ok(!holdsImages({ ...held, values: `${held.values} 192` }, 8));
  assert.ok(!holdsImages({ ...held, squared: held.squared.replace(" ", "  ") }, 8));
  assert.ok(!holdsImages({ squared: "1 many", values: "3 3" }, 2));
});
