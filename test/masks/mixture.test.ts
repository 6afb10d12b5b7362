import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { sliceImages } from "../../src/images/batch";
import { maskFamilies, maskMixtures } from "../../src/masks";
import { inpainterMixture } from "../../src/masks/inpainterMixtures";
import { drawMixedMasks, type MaskMixture } from "../../src/masks/mixture";
import { packMasks } from "../../src/masks/packMasks";
import { randomStream } from "../../src/random";

const holes = (data: Uint8Array | Float32Array): number => Array.from(data).filter((value) => value === 0).length;
const mixtureOf = (...parts: MaskMixture["parts"]): MaskMixture => ({ title: "test", parts });

test("families come in their shares, mixed with each other, the same ones for the same stream", () => {
  const mixture = mixtureOf({ family: "centre16", share: 0.2 }, { family: "everySecondRow", share: 0.8 });
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
  const masks = drawMixedMasks([1000, 32, 32, 3], randomStream(1, "test"), inpainterMixture);
  const texts = new Set<string>();
  for (let i = 0; i < 1000; i++) {
    const { data } = sliceImages(masks, i, i + 1);
    const count = holes(data);
    assert.ok(count > 0 && count < 1024);
    texts.add(String(data));
  }
  for (const name of ["centre16", "rectangle28x14", "everySecondRow", "superResolution2"]) {
    const { data } = maskFamilies[name].draw([1, 32, 32, 3], randomStream(1, "unused"));
    assert.ok(texts.has(String(data)), name);
  }
  assert.ok(texts.size > 600);
});

test("mixtures are made of families of the table, none of them never, and the shares add up", () => {
  for (const [name, { parts }] of Object.entries(maskMixtures)) {
    assert.equal(parts.reduce((sum, { share }) => sum + share, 0).toFixed(9), "1.000000000", name);
    for (const { family, share } of parts)
      assert.ok(share > 0 && Object.hasOwn(maskFamilies, family), `${name}: ${family}`);
  }
  const titles = Object.values(maskMixtures).map(({ title }) => title);
  assert.equal(new Set(titles).size, titles.length);
});

test("the inpainter's three mixtures have the same families in the same order", () => {
  const families = ({ parts }: MaskMixture): string[] => parts.map(({ family }) => family);
  const { focusedMixture, pixelMixture } = maskMixtures;
  assert.equal(maskMixtures.inpainterMixture, inpainterMixture);
  for (const mixture of [focusedMixture, pixelMixture]) assert.deepEqual(families(mixture), families(inpainterMixture));
});

// SHA-256, shortened, of 100 packed masks: networks are trained on these, and a change would make recorded ones irreproducible.
test("mixed masks are those of earlier versions, bit for bit", () => {
  const wanted = { inpainterMixture: "cb269cc39203", focusedMixture: "4ef5afca18f9", pixelMixture: "238b470e0699" };
  for (const [name, hash] of Object.entries(wanted)) {
    const bytes = packMasks(drawMixedMasks([100, 32, 32, 3], randomStream(1, name), maskMixtures[name]));
    assert.equal(createHash("sha256").update(bytes).digest("hex").slice(0, 12), hash, name);
  }
});

test("shares that do not add up to 1 are refused, and so are names of no family", () => {
  const draw = (mixture: MaskMixture) => () => drawMixedMasks([1, 8, 8, 3], randomStream(1, "test"), mixture);
  assert.throws(
    draw(mixtureOf({ family: "centre16", share: 0.5 })),
    /Expected shares of a mixture that add up to 1, but received 0\.5\. Use for example 0\.5 and 0\.5\./,
  );
  assert.throws(
    draw(mixtureOf({ family: "centre16", share: 1.5 }, { family: "blob", share: -0.5 })),
    /received 1\.5, -0\.5/,
  );
  assert.throws(
    draw(mixtureOf({ family: "rectangles", share: 1 })),
    /Expected a mask family among .+, but received "rectangles"/,
  );
});
