import assert from "node:assert/strict";
import { test } from "node:test";
import { drawIndependentPixelMasks } from "../../src/masks/independentPixels";
import { holeFraction } from "../../src/metrics/holeFraction";
import { holeFrequency } from "../../src/metrics/holeFrequency";
import { randomStream } from "../../src/random";
import { pictureOf } from "./looking";

test("each pixel is a hole with the given probability, whatever its neighbours are", () => {
  for (const holeProbability of [0.5, 0.6, 0.05]) {
    const masks = drawIndependentPixelMasks([4000, 16, 16, 3], randomStream(1, "test"), { holeProbability });
    const deviation = Math.sqrt((holeProbability * (1 - holeProbability)) / 4000);
    for (const share of holeFrequency(masks).data) assert.ok(Math.abs(share - holeProbability) < 5 * deviation);
    let both = 0;
    for (let at = 1; at < masks.data.length; at++) both += (1 - masks.data[at]) * (1 - masks.data[at - 1]);
    assert.ok(Math.abs(both / masks.data.length - holeProbability ** 2) < 0.003);
    const spread = holeFraction(masks).reduce((sum, share) => sum + (share - holeProbability) ** 2, 0) / 4000;
    assert.ok(Math.abs(spread / ((holeProbability * (1 - holeProbability)) / 256) - 1) < 0.12);
  }
});

test("masks that would be all hole or all known are drawn again", () => {
  const masks = drawIndependentPixelMasks([2000, 1, 2, 3], randomStream(1, "test"));
  const texts = Array.from({ length: 2000 }, (_, i) => pictureOf(masks, i)[0]);
  const left = texts.filter((text) => text === "#.").length;
  assert.deepEqual(new Set(texts), new Set(["#.", ".#"]));
  assert.ok(Math.abs(left - 1000) < 110);
});

test("probabilities that cannot be met are refused", () => {
  const draw = (holeProbability: number) => () =>
    drawIndependentPixelMasks([1, 4, 4, 3], randomStream(1, "test"), { holeProbability });
  for (const wrong of [0, 1, -0.1, NaN]) assert.throws(draw(wrong),
    /Expected holeProbability between 0 and 1, both excluded, but received /);
  assert.throws(draw(1 - 1e-9), /Expected masks of 4×4 pixels with a hole and a known pixel, but received 100 in a row/);
});
