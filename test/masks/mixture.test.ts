import assert from "node:assert/strict";
import { test } from "node:test";
import { sliceImages } from "../../src/images";
import { drawCentreSquareMasks } from "../../src/masks/centreSquare";
import { drawEverySecondRowMasks } from "../../src/masks/everySecondRow";
import { drawMixedMasks, focusedMixture, inpainterMixture, pixelMixture, type MixturePart } from "../../src/masks/mixture";
import { drawRectangle28x14Masks } from "../../src/masks/rectangle28x14";
import { drawSuperResolutionMasks } from "../../src/masks/superResolution";
import { randomStream } from "../../src/random";

const holes = (data: Uint8Array | Float32Array): number => Array.from(data).filter((value) => value === 0).length;

test("families come in their shares, mixed with each other, the same ones for the same stream", () => {
  const mixture: MixturePart[] = [{ share: 0.2, draw: drawCentreSquareMasks }, { share: 0.8, draw: drawEverySecondRowMasks }];
  const masks = drawMixedMasks([1000, 8, 8, 3], randomStream(1, "test"), mixture);
  assert.deepEqual(masks.shape, [1000, 8, 8, 1]);
  const squares = Array.from({ length: 1000 }, (_, i) => holes(sliceImages(masks, i, i + 1).data) === 16);
  const share = squares.filter(Boolean).length / 1000;
  assert.ok(share > 0.16 && share < 0.24, String(share));
  assert.ok(squares.lastIndexOf(true) > 900 && squares.indexOf(true) < 100);
  assert.deepEqual(drawMixedMasks([1000, 8, 8, 3], randomStream(1, "test"), mixture), masks);
  assert.notDeepEqual(drawMixedMasks([1000, 8, 8, 3], randomStream(2, "test"), mixture), masks);
});

test("the inpainter's mixture: every mask has a hole and a known pixel, and the benchmark's fixed masks are among them", () => {
  const masks = drawMixedMasks([1000, 32, 32, 3], randomStream(1, "test"));
  const texts = new Set<string>();
  for (let i = 0; i < 1000; i++) {
    const { data } = sliceImages(masks, i, i + 1), count = holes(data);
    assert.ok(count > 0 && count < 1024);
    texts.add(String(data));
  }
  const shape = [1, 32, 32, 3] as const, random = randomStream(1, "unused");
  for (const draw of [drawCentreSquareMasks, drawRectangle28x14Masks, drawEverySecondRowMasks, drawSuperResolutionMasks]) {
    assert.ok(texts.has(String(draw(shape, random).data)), draw.name);
  }
  assert.ok(texts.size > 600);
});

test("the other mixtures draw the same families, none of them never", () => {
  const draws = (mixture: readonly MixturePart[]): unknown[] => mixture.map(({ draw }) => draw);
  for (const mixture of [inpainterMixture, focusedMixture, pixelMixture]) {
    assert.deepEqual(draws(mixture), draws(inpainterMixture));
    assert.equal(mixture.reduce((sum, { share }) => sum + share, 0).toFixed(9), "1.000000000");
    assert.ok(mixture.every(({ share }) => share > 0));
  }
  assert.notDeepEqual(drawMixedMasks([9, 32, 32, 3], randomStream(1, "test"), focusedMixture),
    drawMixedMasks([9, 32, 32, 3], randomStream(1, "test")));
});

test("shares that do not add up to 1 are refused", () => {
  const half: MixturePart = { share: 0.5, draw: drawCentreSquareMasks };
  assert.throws(() => drawMixedMasks([1, 8, 8, 3], randomStream(1, "test"), [half]),
    /Expected shares of a mixture that add up to 1, but received 0\.5\. Use for example 0\.5 and 0\.5\./);
  const odd = [{ ...half, share: 1.5 }, { ...half, share: -0.5 }];
  assert.throws(() => drawMixedMasks([1, 8, 8, 3], randomStream(1, "test"), odd), /received 1\.5, -0\.5/);
});
