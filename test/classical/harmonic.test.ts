import assert from "node:assert/strict";
import { test } from "node:test";
import { fillHarmonic } from "../../src/classical/harmonic";
import { equationCases, holeValues, largestDifference } from "./equationCases";

for (const { name, image, knownMask, wanted } of equationCases("harmonic")) {
  test(`harmonic: as SciPy's sparse solution on ${name}`, () => {
    assert.ok(largestDifference(holeValues(fillHarmonic(image, knownMask), knownMask), wanted) < 1e-6);
  });
}
