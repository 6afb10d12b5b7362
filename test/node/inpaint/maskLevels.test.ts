import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { findCut, type MaskCut } from "../../../src/node/inpaint/maskLevels";
import { randomStream } from "../../../src/random";
import { drawSample } from "./samples";

const width = 120;
const height = 90;
type Draw = (x: number, y: number) => number;

function drawn(level: Draw): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, p) =>
    Math.max(0, Math.min(255, Math.round(level(p % width, Math.floor(p / width))))),
  );
}

const cutOf = (levels: Uint8Array): MaskCut => findCut(levels, width, height);

/** A disc and a bent line, the share of each pixel that they cover. */
const strokes: Draw = (x, y) => {
  const disc = 15.5 - Math.hypot(x - 30, y - 40);
  const line = 1.2 - Math.abs(y - 45 - 25 * Math.sin(x / 15)) / 1.6;
  return 255 * Math.max(0, Math.min(1, Math.max(disc, x > 55 ? line : 0)));
};
const hard = drawn((x, y) => (strokes(x, y) >= 128 ? 255 : 0));
const asMask = (levels: Uint8Array): sharp.Sharp =>
  sharp(levels, { raw: { width, height, channels: 1 } }).toColourspace("b-w");

async function levelsOf(picture: sharp.Sharp): Promise<Uint8Array> {
  return sharp(await picture.toBuffer())
    .extractChannel(0)
    .raw()
    .toBuffer();
}

test("hard edges and 200 for white: the cut is next to black, and half of white would give the same", () => {
  for (const levels of [hard, hard.map((level) => (level > 0 ? 200 : 0))]) {
    const cut = cutOf(levels);
    assert.equal(cut.kind === "cut" && cut.from, 8);
    assert.ok(cut.kind === "cut" && cut.hole === cut.core);
  }
});

test("antialiased edges belong to the hole", () => {
  const cut = cutOf(drawn(strokes));
  assert.ok(cut.kind === "cut" && cut.from === 8 && cut.hole > 1.1 * cut.core);
});

test("thin strokes that hardly reach white are edges all over", () => {
  const cut = cutOf(drawn((x, y) => (x > 5 ? 150 - 100 * Math.abs(y - 45 - 25 * Math.sin(x / 15)) : 0)));
  assert.ok(cut.kind === "cut" && cut.from === 8);
});

test("the noise of JPEG around hard edges is no hole", async () => {
  const size = hard.filter((level) => level > 0).length / hard.length;
  for (const [quality, more] of [
    [95, 1.01],
    [75, 1.03],
    [50, 1.2],
    [30, 1.4],
  ]) {
    const cut = cutOf(await levelsOf(asMask(hard).jpeg({ quality })));
    assert.ok(cut.kind === "cut" && cut.from === 32, `${quality}: ${JSON.stringify(cut)}`);
    assert.ok(cut.hole >= size * 0.99 && cut.hole <= size * more, `${quality}: ${cut.hole} of ${size}`);
  }
});

test("a feathered brush is a soft edge, in JPEG too", async () => {
  const disc = drawn((x, y) => (Math.hypot(x - 60, y - 45) < 16 ? 255 : 0));
  for (const sigma of [2, 4, 6]) {
    const blurred = await levelsOf(asMask(disc).blur(sigma).png());
    for (const levels of [blurred, await levelsOf(asMask(blurred).jpeg({ quality: 75 }))]) {
      const cut = cutOf(levels);
      assert.ok(cut.kind === "cut" && cut.hole > cut.core, `${sigma}: ${JSON.stringify(cut)}`);
    }
  }
});

test("a photograph, blurred or not, is grey", async () => {
  const { values } = drawSample(width, height, 1);
  const shifted = Uint8Array.from(values, (value) => Math.max(0, Math.min(255, 2 * value - 130)));
  for (const levels of [Uint8Array.from(values), shifted, await levelsOf(asMask(shifted).blur(2).png())])
    assert.deepEqual(cutOf(levels), { kind: "grey" });
});

test("an infra-red scan is grey: dark dust on a bright ground, bright dust on a dark one, faint dust on black", () => {
  const random = randomStream(1, "scan");
  const noise = (): number => 14 * (random.uniform() + random.uniform() + random.uniform() - 1.5);
  const scans: Draw[] = [
    (x, y) => 185 + 20 * Math.sin(x / 30) + noise() - 0.6 * strokes(x, y),
    (x, y) => 45 + 15 * Math.sin(x / 30) + noise() + 0.6 * strokes(x, y),
    (x, y) => 4 + noise() / 2 + (x > 100 ? 0.6 : 0.3) * strokes(x, y),
  ];
  for (const scan of scans) assert.deepEqual(cutOf(drawn(scan)), { kind: "grey" });
});

test("flat greys, a map of labels or a trimap, are grey", () => {
  assert.deepEqual(cutOf(drawn((x, y) => (x < 20 ? 255 : x < 50 && y < 60 ? 128 : 0))), { kind: "grey" });
});

test("where nothing reaches half of white the brightest level is told", () => {
  assert.deepEqual(cutOf(hard.map((level) => (level > 0 ? 127 : 0))), { kind: "dark", brightest: 127 });
  assert.deepEqual(cutOf(new Uint8Array(hard.length)), { kind: "dark", brightest: 0 });
});

test("masks of a few pixels", () => {
  assert.equal(findCut(Uint8Array.of(0, 255), 2, 1).kind, "cut");
  assert.equal(findCut(Uint8Array.of(255), 1, 1).kind, "cut");
});
