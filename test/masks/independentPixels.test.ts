import assert from "node:assert/strict";
import { test } from "node:test";
import { joinImages } from "../../src/images/batch";
import {
  drawIndependentPixelMasks,
  drawPixels30to75Masks,
  drawPixels60Masks,
  drawPixels80Masks,
} from "../../src/masks/independentPixels";
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
  for (const wrong of [0, 1, -0.1, NaN])
    assert.throws(draw(wrong), /Expected holeProbability between 0 and 1, both excluded, but received /);
  assert.throws(
    draw(1 - 1e-9),
    /Expected masks of 4×4 pixels with a hole and a known pixel, but received 100 in a row/,
  );
});

test("six or eight pixels of ten are holes; or a share that each mask has for itself, from three to seven and a half of ten", () => {
  const sixty = holeFraction(drawPixels60Masks([500, 32, 32, 3], randomStream(1, "test")));
  assert.ok(Math.abs(sixty.reduce((sum, share) => sum + share, 0) / 500 - 0.6) < 0.004);
  const eighty = holeFraction(drawPixels80Masks([500, 32, 32, 3], randomStream(1, "test")));
  assert.ok(Math.abs(eighty.reduce((sum, share) => sum + share, 0) / 500 - 0.8) < 0.004);
  const shares = holeFraction(drawPixels30to75Masks([2000, 32, 32, 3], randomStream(1, "test")));
  for (const [low, high] of [
    [0.3, 0.45],
    [0.45, 0.6],
    [0.6, 0.75],
  ]) {
    const part = shares.filter((share) => share >= low && share < high).length / 2000;
    assert.ok(Math.abs(part - 1 / 3) < 0.05, `${part} of the masks from ${low} to ${high}`);
  }
});

test("a single mask is drawn as its place in a batch draws it", () => {
  const random = randomStream(1, "test");
  const both = drawPixels30to75Masks([2, 16, 16, 3], randomStream(1, "test"));
  const [first, second] = [
    drawPixels30to75Masks([1, 16, 16, 3], random),
    drawPixels30to75Masks([1, 16, 16, 3], random),
  ];
  assert.deepEqual(both, joinImages([first, second]));
});
