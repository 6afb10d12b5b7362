// A picture with a palette keeps one while its colours fit, in as few bits as they need, with its text and its transparency.
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import sharp from "sharp";
import { pngChunks } from "../../../src/node/files/pngChunks";
import { indexedPng } from "../../../src/node/inpaint/indexedPng";
import { temporaryFolder } from "../../support/temporaryFolder";
import { drawSample, inSharp, run, storedValues } from "./samples";

const folder = temporaryFolder("inpaint-palette-");
const at = (name: string): string => join(folder, name);

for (const channels of [3, 4] as const) {
  for (const [count, bits] of [
    [1, 1],
    [2, 1],
    [3, 2],
    [16, 4],
    [17, 8],
    [256, 8],
  ]) {
    test(`${count} colours of ${channels} channels take ${bits} bits, every value kept`, async () => {
      const [width, height] = [19, 21];
      const values = Uint8Array.from({ length: width * height * channels }, (_, i) => {
        const colour = Math.floor(i / channels) % count;
        return i % channels === 0 ? colour : (colour * 7 * (i % channels)) % 256;
      });
      const file = await sharp(values, { raw: { width, height, channels } })
        .withXmp("<x:xmpmeta/>")
        .png({ palette: false })
        .toBuffer();
      const indexed = indexedPng(file, { width, height, values, alpha: channels === 4 });
      assert.ok(indexed !== null);
      const { isPalette, bitsPerSample, xmp } = await sharp(indexed, { failOn: "warning" }).metadata();
      assert.deepEqual([isPalette, bitsPerSample, xmp !== undefined], [true, bits, true]);
      const { data } = await sharp(indexed).raw().toBuffer({ resolveWithObject: true });
      assert.deepEqual(new Uint8Array(data), values);
      const types = pngChunks(indexed).map(({ type }) => type);
      assert.ok(types.indexOf("PLTE") < types.indexOf("IDAT") && types.at(-1) === "IEND" && types[0] === "IHDR");
    });
  }
}

test("257 colours are too many", async () => {
  const values = Uint8Array.from({ length: 257 * 3 }, (_, i) => (i % 3 === 2 ? 0 : Math.floor(i / 3) >> (8 * (i % 3))));
  const raw = { width: 257, height: 1, channels: 3 } as const;
  const file = await sharp(values, { raw }).png().toBuffer();
  assert.equal(indexedPng(file, { ...raw, values, alpha: false }), null);
});

test("the command: a palette that holds the fill stays, one that does not is said to be gone", async () => {
  await inSharp(drawSample(200, 150, 3))
    .png({ palette: true, colours: 8, dither: 0 })
    .toFile(at("few.png"));
  const words = ["--mask", "100,100,60,4", "-o"];
  const few = await run([at("few.png"), ...words, at("few-filled.png")]);
  assert.deepEqual([few.code, few.warned], [0, []]);
  assert.ok((await sharp(at("few-filled.png")).metadata()).isPalette);
  assert.ok(statSync(at("few-filled.png")).size < 1.1 * statSync(at("few.png")).size + 500);
  const before = await storedValues(at("few.png"));
  const after = await storedValues(at("few-filled.png"));
  for (let i = 0; i < 3 * 200 * 100; i++) assert.equal(after.values[i], before.values[i]);

  await inSharp(drawSample(200, 150, 3))
    .png({ palette: true })
    .toFile(at("many.png"));
  const many = await run([at("many.png"), ...words, at("many-filled.png")]);
  assert.match(
    many.warned.join(),
    /many-filled\.png has more than 256 colours, and so no palette any more: --method exempl/,
  );
  assert.ok(!(await sharp(at("many-filled.png")).metadata()).isPalette);
  const same = await run([at("many.png"), ...words, at("many-same.png"), "--method", "exemplar"]);
  assert.deepEqual(same.warned, []);
  assert.ok((await sharp(at("many-same.png")).metadata()).isPalette);
});

test("a picture without a palette gets none", async () => {
  await sharp({ create: { width: 40, height: 30, channels: 3, background: "#123456" } })
    .png()
    .toFile(at("plain.png"));
  assert.equal((await run([at("plain.png"), "--mask", "5,5,4,4", "-o", at("plain-filled.png")])).code, 0);
  assert.ok(!pngChunks(readFileSync(at("plain-filled.png"))).some(({ type }) => type === "PLTE"));
});
