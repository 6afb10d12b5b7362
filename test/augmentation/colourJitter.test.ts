import assert from "node:assert/strict";
import { test } from "node:test";
import { colourJitter, scaleSaturation, shiftHue } from "../../src/augmentation/colourJitter";
import { imageBatch } from "../../src/images/batch";
import { randomStream } from "../../src/random";

test("a third of the circle turns red to green; grey has no hue; a whole turn changes nothing", () => {
  const pixels = imageBatch(Uint8Array.of(200, 0, 0, 90, 90, 90, 10, 120, 250), [1, 1, 3, 3]);
  assert.deepEqual(Array.from(shiftHue(pixels, 1 / 3).data.subarray(0, 6)), [0, 200, 0, 90, 90, 90]);
  assert.deepEqual(shiftHue(pixels, 1), pixels);
  assert.deepEqual(Array.from(scaleSaturation(pixels, 0).data.subarray(0, 3)), [60, 60, 60]);
});

test("jitter stays within its bounds, differs from image to image and follows its stream", () => {
  const one = [120, 60, 200];
  const images = imageBatch(
    Uint8Array.from({ length: 300 }, (_, i) => one[i % 3]),
    [100, 1, 1, 3],
  );
  const settings = { hue: 0.05, saturation: 0.05 };
  const jittered = colourJitter(images, settings, randomStream(1, "test"));
  assert.ok(new Set(Array.from({ length: 100 }, (_, i) => jittered.data.subarray(3 * i, 3 * i + 3).join())).size > 50);
  for (let i = 0; i < 100; i++) {
    const [red, green, blue] = jittered.data.subarray(3 * i, 3 * i + 3);
    // .05 of the circle are .3 of a sixth: red moves by at most .3 of the range of 140, and saturation by .05 of it.
    assert.ok(Math.abs(red - 120) <= 0.3 * 147 + 4, String(red));
    assert.ok(Math.abs(green - 60) <= 8 && Math.abs(blue - 200) <= 8, `${green} ${blue}`);
  }
  assert.deepEqual(colourJitter(images, settings, randomStream(1, "test")), jittered);
  assert.deepEqual(colourJitter(images, { hue: 0, saturation: 0 }, randomStream(1, "test")), images);
  assert.throws(
    () => colourJitter(imageBatch(new Uint8Array(4), [1, 2, 2, 1]), settings, randomStream(1, "test")),
    /Expected images \[N,H,W,3\] in red, green and blue, but received \[1,2,2,1\]\. Give colour images/,
  );
});
