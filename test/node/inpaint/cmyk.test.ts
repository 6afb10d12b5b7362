// Pictures for print stay such: their known inks to the last bit, their profile, their depth.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import sharp from "sharp";
import { rectangularHole } from "../../../src/masks/picked";
import { inksAsRgb } from "../../../src/node/inpaint/cmyk";
import { decodePicture } from "../../../src/node/inpaint/decodePicture";
import { fillPicture } from "../../../src/node/inpaint/fillPicture";
import { openPicture } from "../../../src/node/inpaint/picture";
import { temporaryFolder } from "../../support/temporaryFolder";
import { rawTiff } from "./rawTiff";
import { drawSample, inSharp, run } from "./samples";

const folder = temporaryFolder("inpaint-cmyk-");
const at = (name: string): string => join(folder, name);
const hole = ["--mask", "8,6,8,5"];
const inHole = (p: number): boolean => p % 30 >= 8 && p % 30 < 16 && Math.floor(p / 30) >= 6 && Math.floor(p / 30) < 11;

async function inks(file: string, bits: 8 | 16): Promise<Uint8Array | Uint16Array> {
  const data = await sharp(file, { ignoreIcc: true })
    .pipelineColourspace("cmyk")
    .toColourspace("cmyk")
    .raw({ depth: bits === 8 ? "uchar" : "ushort" })
    .toBuffer();
  return bits === 8
    ? new Uint8Array(data)
    : new Uint16Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.length));
}

/** A smooth picture in four inks. */
function drawInks(bits: 8 | 16): Buffer {
  const peak = 2 ** bits - 1;
  const values = Array.from({ length: 30 * 22 * 4 }, (_, i) => {
    const p = Math.floor(i / 4);
    return Math.round(peak * (0.4 + 0.3 * Math.sin((p % 30) / 6 + i) * Math.cos(Math.floor(p / 30) / 7)));
  });
  const list = bits === 8 ? Uint8Array.from(values) : Uint16Array.from(values);
  return rawTiff({ width: 30, height: 22, photometric: 5, bits, channels: 4 }, Buffer.from(list.buffer));
}

for (const bits of [8, 16] as const) {
  test(`a CMYK TIFF of ${bits} bit keeps every known ink, and the hole is filled in inks`, async () => {
    const name = at(`print${bits}.tif`);
    writeFileSync(name, drawInks(bits));
    for (const method of ["mean", "harmonic", "biharmonic", "telea", "navierStokes", "exemplar"]) {
      const filled = at(`print${bits}-${method}.tif`);
      const { code, warned } = await run([name, ...hole, "--method", method, "-o", filled]);
      assert.deepEqual([code, warned], [0, []]);
      const { space, depth, channels } = await sharp(filled).metadata();
      assert.deepEqual([space, depth, channels], ["cmyk", bits === 8 ? "uchar" : "ushort", 4]);
      const before = await inks(name, bits);
      const after = await inks(filled, bits);
      let changed = 0;
      for (let i = 0; i < before.length; i++) {
        if (!inHole(Math.floor(i / 4))) assert.equal(after[i], before[i], `${method}, value ${i}`);
        else changed += Number(after[i] !== before[i]);
      }
      assert.ok(changed > 80, `${method}: ${changed} values of 160 changed`);
    }
  });
}

test("a CMYK JPEG stays one, near to what it was, with its profile and turned upright", async () => {
  const name = at("print.jpg");
  await inSharp(drawSample(30, 22, 3))
    .toColourspace("cmyk")
    .withIccProfile("cmyk")
    .withExifMerge({ IFD0: { Copyright: "somebody" } })
    .jpeg({ quality: 100, chromaSubsampling: "4:4:4" })
    .toFile(name);
  const { code, warned } = await run([name, ...hole, "--quality", "100", "-o", at("print-filled.jpg")]);
  assert.deepEqual([code, warned], [0, []]);
  const then = await sharp(name).metadata();
  const now = await sharp(at("print-filled.jpg")).metadata();
  assert.deepEqual([now.space, now.channels], ["cmyk", 4]);
  assert.ok(then.icc !== undefined && now.icc?.equals(then.icc));
  assert.ok(now.exif?.includes("somebody"));
  const before = await inks(name, 8);
  const after = await inks(at("print-filled.jpg"), 8);
  for (let i = 0; i < before.length; i++) {
    if (!inHole(Math.floor(i / 4))) assert.ok(Math.abs(after[i] - before[i]) <= 12, `value ${i}`);
  }
});

test("16 bit of inks into a JPEG are 8, at the same levels, and that is said", async () => {
  writeFileSync(at("deep.tif"), drawInks(16));
  const { code, warned } = await run([at("deep.tif"), ...hole, "--quality", "100", "-o", at("deep.jpg")]);
  assert.equal(code, 0);
  assert.match(warned.join(), /holds 8 of the 16 bit of .*deep\.tif: TIFF keeps all\.$/);
  const before = await inks(at("deep.tif"), 16);
  const after = await inks(at("deep.jpg"), 8);
  for (let i = 0; i < before.length; i++) {
    if (!inHole(Math.floor(i / 4)))
      assert.ok(Math.abs(after[i] - before[i] / 257) <= 12, `value ${i}: ${before[i]} ${after[i]}`);
  }
});

test("formats without inks are refused before anything is filled", async () => {
  writeFileSync(at("refused.tif"), drawInks(8));
  for (const ending of ["png", "webp", "avif"]) {
    const { code, warned } = await run([at("refused.tif"), ...hole, "-o", at(`no.${ending}`)]);
    assert.equal(code, 1);
    assert.match(
      warned[0],
      /^Expected a format with CMYK for .*Write a TIFF or JPEG, or convert the picture to RGB first\.$/,
    );
  }
});

test("a colour is looked for as it looks, by the profile", async () => {
  const values = new Uint8Array(30 * 22 * 4);
  for (let p = 0; p < 30 * 22; p++) values.set(inHole(p) ? [0, 255, 255, 0] : [255, 0, 0, 0], 4 * p);
  writeFileSync(
    at("two.tif"),
    rawTiff({ width: 30, height: 22, photometric: 5, bits: 8, channels: 4 }, Buffer.from(values)),
  );
  const rgb = await inksAsRgb({ width: 30, height: 22, bits: 8, values }, undefined);
  const red = [0, 1, 2].map((c) => rgb[3 * (7 * 30 + 9) + c]);
  assert.ok(red[0] > 200 && red[1] < 60 && red[2] < 60, red.join());
  const { code } = await run([at("two.tif"), "--mask", "#ed1c24", "--tolerance", "40", "-o", at("two-filled.tif")]);
  assert.equal(code, 0);
  const after = await inks(at("two-filled.tif"), 8);
  for (let i = 0; i < after.length; i++) assert.ok(Math.abs(after[i] - [255, 0, 0, 0][i % 4]) <= 1, `value ${i}`);
});

test("a network, which knows grey and RGB, refuses inks", async () => {
  writeFileSync(at("network.tif"), drawInks(8));
  const picture = await decodePicture(await openPicture(at("network.tif"), 100));
  const network = {
    name: "network",
    title: "A network",
    sizes: { kind: "any" },
    parameters: 1,
    fill: () => assert.fail("asked to fill"),
  } as const;
  const knownMask = rectangularHole(22, 30, [8, 6, 8, 5]);
  await assert.rejects(
    fillPicture(picture, knownMask, network, { makeOpaque: false }),
    /^Error: Expected a method that fills CMYK for .*network\.tif, but network knows .* Choose a classical method.*\.$/,
  );
});

test("the sheet of --compare shows inks in RGB", async () => {
  writeFileSync(at("sheet.tif"), drawInks(8));
  const { code } = await run([at("sheet.tif"), ...hole, "--compare", "-o", at("sheet.png")]);
  assert.equal(code, 0);
});
