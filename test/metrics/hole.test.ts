import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBatch, toFloat } from "../../src/images/batch";
import { compareFills, measureFill } from "../../src/metrics/measureFill";
import { eachHolePsnrDb, pooledHolePsnrDb, pooledL1, pooledMse, psnrDb } from "../../src/metrics/hole";

const truth = imageBatch(Float32Array.from([0, 0.5, 1, 0.5]), [1, 2, 2, 1]);
const filled = imageBatch(Float32Array.from([0.1, 0.5, 0.7, 0.5]), [1, 2, 2, 1]);
const mask = imageBatch(Uint8Array.from([1, 1, 0, 0]), [1, 2, 2, 1]);
const near = (a: number, b: number): void => assert.ok(Math.abs(a - b) < 1e-6, `${a} and ${b}`);

test("each region counts its own pixels", () => {
  near(pooledMse(truth, filled, mask, "hole"), 0.09 / 2);
  near(pooledMse(truth, filled, mask, "known"), 0.01 / 2);
  near(pooledMse(truth, filled, mask, "full"), 0.1 / 4);
  near(pooledL1(truth, filled, mask, "hole"), 0.15);
  near(pooledHolePsnrDb(truth, filled, mask), -10 * Math.log10(0.045));
  assert.equal(psnrDb(0), Infinity);
});

test("pooled: two images with different errors give the PSNR of the mean error, not the mean PSNR", () => {
  const two = imageBatch(Float32Array.from([0, 0]), [2, 1, 1, 1]);
  const off = imageBatch(Float32Array.from([0.1, 0.5]), [2, 1, 1, 1]);
  near(pooledHolePsnrDb(two, off, imageBatch(new Uint8Array(2), [2, 1, 1, 1])), -10 * Math.log10((0.01 + 0.25) / 2));
});

test("each image by itself: its own PSNR, Infinity where it is exact", () => {
  const two = imageBatch(Float32Array.from([0, 0.5]), [2, 1, 1, 1]);
  const off = imageBatch(Float32Array.from([0.1, 0.5]), [2, 1, 1, 1]);
  const [first, second] = eachHolePsnrDb(two, off, imageBatch(new Uint8Array(2), [2, 1, 1, 1]));
  near(first, 20);
  assert.equal(second, Infinity);
});

test("an empty region and other shapes are errors, never NaN", () => {
  assert.throws(
    () => pooledMse(truth, filled, imageBatch(new Uint8Array(4).fill(1), [1, 2, 2, 1]), "hole"),
    /Expected pixels in the region "hole"/,
  );
  assert.throws(
    () => pooledMse(truth, imageBatch(new Float32Array(2), [1, 1, 2, 1]), mask, "hole"),
    /Expected filled images of shape \[1,2,2,1\]/,
  );
});

test("uint8 and float32 may be mixed and give the same number", () => {
  const bytes = imageBatch(Uint8Array.from([0, 51, 255, 102]), [1, 2, 2, 1]);
  const floats = toFloat(bytes);
  for (const region of ["hole", "known", "full"] as const) {
    const wanted = pooledMse(floats, filled, mask, region);
    assert.ok(wanted > 0);
    assert.equal(pooledMse(bytes, filled, mask, region), wanted);
    assert.equal(pooledL1(filled, bytes, mask, region), pooledL1(filled, floats, mask, region));
    assert.equal(pooledMse(bytes, floats, mask, region), 0);
  }
});

test("a value that is not finite is named in the region that is measured", () => {
  const broken = imageBatch(Float32Array.from([0, 0, NaN, 0]), [1, 2, 2, 1]);
  assert.throws(() => pooledMse(truth, broken, mask, "hole"), {
    message:
      "Expected finite pixel values, but received NaN in image 0 of the filled images. " +
      "Check how they were read or computed.",
  });
  assert.throws(() => pooledL1(broken, filled, mask, "full"), /received NaN in image 0 of the ground truth/);
});

test("measureFill names every figure's region", () => {
  const figures = measureFill(truth, filled, mask);
  near(figures.holeMse, 0.045);
  near(figures.knownMse, 0.005);
  near(figures.fullImageMse, 0.025);
  assert.deepEqual(compareFills(truth, mask, { ours: filled }), [{ method: "ours", ...figures }]);
});
