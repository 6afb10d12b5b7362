import assert from "node:assert/strict";
import { test } from "node:test";
import { smooth } from "../../src/postprocess/smooth";
import { fixtureCases, fixtureSettings, largestDifference, row } from "./postprocessCases";

const { sigmaColour, sigmaSpace } = fixtureSettings;

for (const { name, filled, image, knownMask, wanted } of fixtureCases) {
  test(`as the filter written out in NumPy, which OpenCV confirms: ${name}`, () => {
    const { data } = smooth({ sigmaColour, sigmaSpace })(filled, image, knownMask);
    assert.ok(largestDifference(data, wanted.smooth) < 1e-6);
  });
}

test("noise goes and an edge stays", () => {
  const values = [0.2, 0.22, 0.18, 0.21, 0.19, 0.8, 0.82, 0.78, 0.81, 0.79];
  const { filled, image, knownMask } = row("##########", values, values);
  const { data } = smooth()(filled, image, knownMask);
  for (let x = 0; x < 10; x++) assert.ok(Math.abs(data[x] - (x < 5 ? 0.2 : 0.8)) < 0.012, `${x}: ${data[x]}`);
});

test("deviations out of range are refused", () => {
  assert.throws(() => smooth({ sigmaColour: 0 }), {
    message: "Expected the sigmaColour of smooth to be a number from 0.01 to 1, but received 0. Use for example 0.1.",
  });
  assert.throws(() => smooth({ sigmaSpace: 9 }), {
    message: "Expected the sigmaSpace of smooth to be a number from 0.5 to 4, but received 9. Use for example 1.5.",
  });
});
