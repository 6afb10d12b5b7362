import assert from "node:assert/strict";
import { test } from "node:test";
import { fillHarmonic } from "../../src/classical/harmonic";
import { imageBatch } from "../../src/images/batch";
import { randomStream } from "../../src/random";
import { equationCases, holeValues, largestDifference } from "./equationCases";

for (const { name, image, knownMask, wanted } of equationCases("harmonic")) {
  test(`harmonic: as SciPy's sparse solution on ${name}`, () => {
    assert.ok(largestDifference(holeValues(fillHarmonic(image, knownMask), knownMask), wanted) < 1e-6);
  });
}

test("harmonic: in a large hole every pixel is the mean of its neighbours at float32 precision", () => {
  const random = randomStream(1, "residual");
  const side = 150;
  const shape = [1, side, side, 1] as const;
  const image = imageBatch(
    Float32Array.from({ length: side * side }, () => random.uniform()),
    shape,
  );
  const known = Uint8Array.from({ length: side * side }, (_, p) => (p % side > 10 && p >= 20 * side ? 0 : 1));
  const values = fillHarmonic(image, imageBatch(known, shape)).data;
  let most = 0;
  known.forEach((isKnown, p) => {
    if (isKnown === 1) return;
    const near = [p - side, p + side, p - 1, p % side < side - 1 ? p + 1 : -1].filter((q) => q >= 0 && q < side * side);
    most = Math.max(most, Math.abs(values[p] - near.reduce((sum, q) => sum + values[q], 0) / near.length));
  });
  assert.ok(most < 1e-7);
});
