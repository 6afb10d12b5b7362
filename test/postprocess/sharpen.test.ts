import assert from "node:assert/strict";
import { test } from "node:test";
import { composite } from "../../src/images/holes";
import { sharpen } from "../../src/postprocess/sharpen";
import { fixtureCases, fixtureSettings, largestDifference, row } from "./postprocessCases";

const { amount, sigma } = fixtureSettings;

for (const { name, filled, image, knownMask, wanted } of fixtureCases) {
  test(`as scikit-image's unsharp_mask: ${name}`, () => {
    const { data } = sharpen({ amount, sigma })(filled, image, knownMask);
    assert.ok(largestDifference(data, wanted.sharpen) < 1e-6);
  });
}

test("an edge overshoots on both sides, a slope stays, and nothing is added by an amount of 0", () => {
  const edge = [0.3, 0.3, 0.3, 0.3, 0.6, 0.6, 0.6, 0.6];
  const { filled, image, knownMask } = row("########", edge, edge);
  const { data } = sharpen()(filled, image, knownMask);
  assert.ok(data[3] < 0.26 && data[4] > 0.64);
  assert.deepEqual(sharpen({ amount: 0 })(filled, image, knownMask), composite(image, filled, knownMask));
  const slope = Array.from({ length: 11 }, (_, x) => x / 20);
  const sloped = row(".....#.....", slope, slope);
  assert.ok(Math.abs(sharpen()(sloped.filled, sloped.image, sloped.knownMask).data[5] - 0.25) < 1e-6);
});

test("settings out of range are refused", () => {
  assert.throws(() => sharpen({ amount: -1 }), {
    message: "Expected the amount of sharpen to be a number from 0 to 3, but received -1. Use for example 0.5.",
  });
  assert.throws(() => sharpen({ sigma: 0 }), {
    message: "Expected the sigma of sharpen to be a number from 0.5 to 4, but received 0. Use for example 1.",
  });
});
