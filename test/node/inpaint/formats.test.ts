// What a file holds beside its colours, and what is known, comes through the command unchanged.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import sharp from "sharp";
import { temporaryFolder } from "../../support/temporaryFolder";
import { drawSample, inSharp, run, storedValues } from "./samples";

const folder = temporaryFolder("inpaint-formats-");
const at = (name: string): string => join(folder, name);
/** A hole in the sample of 30×22 pixels: x 8…15, y 6…10. */
const rectangle = "8,6,8,5";
const inHole = (p: number): boolean => p % 30 >= 8 && p % 30 < 16 && Math.floor(p / 30) >= 6 && Math.floor(p / 30) < 11;

type Encode = (picture: sharp.Sharp) => sharp.Sharp;
const png: Encode = (picture) => picture.png();
const tiff: Encode = (picture) => picture.tiff({ compression: "deflate" });
const webp: Encode = (picture) => picture.webp({ lossless: true, exact: true });

const losslessFiles: [string, 1 | 2 | 3 | 4, 8 | 16, Encode, string][] = [
  ...([1, 2, 3, 4] as const).flatMap((channels) =>
    ([8, 16] as const).flatMap((bits) => [
      [`png${channels}-${bits}.png`, channels, bits, png, `png`] as [string, 1 | 2 | 3 | 4, 8 | 16, Encode, string],
      [`tiff${channels}-${bits}.tif`, channels, bits, tiff, `tiff`] as [string, 1 | 2 | 3 | 4, 8 | 16, Encode, string],
    ]),
  ),
  ["webp3.webp", 3, 8, webp, "webp"],
  ["webp4.webp", 4, 8, webp, "webp"],
  ["palette.png", 3, 8, (picture) => picture.png({ palette: true, colours: 64 }), "png"],
  ["palette4.png", 4, 8, (picture) => picture.png({ palette: true, colours: 64 }), "png"],
];

for (const [name, channels, bits, encode, format] of losslessFiles) {
  test(`${name}: known pixels bit for bit, depth and channels kept`, async () => {
    await encode(inSharp(drawSample(30, 22, channels, bits))).toFile(at(name));
    const { code, warned } = await run([at(name), "--mask", rectangle, "-o", at(`filled-${name}`)]);
    assert.deepEqual([code, warned.filter((line) => !/no palette any more/.test(line))], [0, []]);
    const before = await storedValues(at(name), bits);
    const after = await storedValues(at(`filled-${name}`), bits);
    const then = await sharp(at(name)).metadata();
    const now = await sharp(at(`filled-${name}`)).metadata();
    assert.equal(now.format, format);
    assert.deepEqual(
      [now.space, now.depth, now.channels, now.hasAlpha],
      [then.space, then.depth, then.channels, then.hasAlpha],
    );
    assert.equal(after.values.length, before.values.length);
    let changed = 0;
    let colours = 0;
    for (let i = 0; i < before.values.length; i++) {
      const p = Math.floor(i / before.channels);
      const alpha = then.hasAlpha && i % before.channels === before.channels - 1;
      if (!inHole(p) || alpha) assert.equal(after.values[i], before.values[i], `value ${i}`);
      else {
        colours++;
        changed += Number(after.values[i] !== before.values[i]);
      }
    }
    assert.ok(changed > colours / 2, `${changed} of ${colours} values in the hole changed`);
  });
}

for (let orientation = 1; orientation <= 8; orientation++) {
  test(`EXIF orientation ${orientation} is applied, and the hole counts in the upright picture`, async () => {
    const name = at(`turned${orientation}.png`);
    const filled = at(`filled-turned${orientation}.png`);
    await inSharp(drawSample(30, 22, 3))
      .withMetadata({ orientation })
      .png()
      .toFile(name);
    const { code } = await run([name, "--mask", "2,3,5,4", "-o", filled]);
    assert.equal(code, 0);
    const upright = await sharp(name).autoOrient().raw().toBuffer({ resolveWithObject: true });
    const after = await storedValues(filled);
    assert.deepEqual([after.width, after.height], orientation >= 5 ? [22, 30] : [30, 22]);
    assert.ok([undefined, 1].includes((await sharp(filled).metadata()).orientation));
    const odd = upright.data.findIndex((value, i) => {
      const p = Math.floor(i / 3);
      const x = p % after.width;
      const y = Math.floor(p / after.width);
      return !(x >= 2 && x < 7 && y >= 3 && y < 7) && value !== after.values[i];
    });
    assert.equal(odd, -1);
  });
}

test("a JPEG keeps EXIF, profile and resolution, and turns upright", async () => {
  const name = at("camera.jpg");
  const filled = at("camera-filled.jpg");
  await inSharp(drawSample(30, 22, 3))
    .withIccProfile("p3")
    .withExifMerge({ IFD0: { Copyright: "somebody" } })
    .withMetadata({ orientation: 6, density: 300 })
    .jpeg({ quality: 95 })
    .toFile(name);
  const { code } = await run([name, "--mask", "2,3,5,4", "-o", filled]);
  const then = await sharp(name).metadata();
  const now = await sharp(filled).metadata();
  assert.deepEqual([code, now.width, now.height, now.density, now.orientation ?? 1], [0, 22, 30, 300, 1]);
  assert.ok(now.icc !== undefined && then.icc?.equals(now.icc));
  assert.ok(now.exif?.includes("somebody"));
});

test("a profile and a copyright note survive in PNG, and the stored values are not converted", async () => {
  const name = at("profile.png");
  const filled = at("profile-filled.png");
  await inSharp(drawSample(30, 22, 3))
    .withIccProfile("p3")
    .withExif({ IFD0: { Copyright: "somebody" } })
    .png()
    .toFile(name);
  assert.equal((await run([name, "--mask", rectangle, "-o", filled])).code, 0);
  const then = await sharp(name).metadata();
  const now = await sharp(filled).metadata();
  assert.ok(then.icc !== undefined && now.icc?.equals(then.icc));
  assert.ok(now.exif?.includes("somebody"));
  const before = await storedValues(name);
  const after = await storedValues(filled);
  for (let i = 0; i < before.values.length; i++)
    if (!inHole(Math.floor(i / 3))) assert.equal(after.values[i], before.values[i]);
});

test("--mask alpha fills what is not opaque and makes it opaque", async () => {
  const sample = drawSample(30, 22, 4);
  for (let p = 0; p < 30 * 22; p++) sample.values[4 * p + 3] = inHole(p) ? (p % 2 === 0 ? 0 : 128) : 255;
  await inSharp(sample).png().toFile(at("cut.png"));
  assert.equal((await run([at("cut.png"), "--mask", "alpha", "-o", at("whole.png")])).code, 0);
  const after = await storedValues(at("whole.png"));
  for (let p = 0; p < 30 * 22; p++) {
    assert.equal(after.values[4 * p + 3], 255);
    if (!inHole(p))
      assert.deepEqual(
        [0, 1, 2].map((c) => after.values[4 * p + c]),
        [0, 1, 2].map((c) => sample.values[4 * p + c]),
      );
  }
  assert.equal(
    (await run([at("cut.png"), "--mask", "alpha", "-o", at("whole.jpg")])).code,
    0,
    "what is opaque may become JPEG",
  );
});

test("colours that nobody sees do not leak into the fill", async () => {
  const sample = drawSample(30, 22, 4);
  for (let p = 0; p < 30 * 22; p++) sample.values.set(p % 30 < 5 ? [255, 0, 0, 0] : [0, 0, 200, 255], 4 * p);
  await inSharp(sample).png().toFile(at("hidden.png"));
  assert.equal(
    (await run([at("hidden.png"), "--mask", "5,6,4,4", "--method", "harmonic", "-o", at("hidden-filled.png")])).code,
    0,
  );
  const { values } = await storedValues(at("hidden-filled.png"));
  const p = 7 * 30 + 6;
  assert.deepEqual(
    [0, 1, 2, 3].map((c) => values[4 * p + c]),
    [0, 0, 200, 255],
  );
});

test("16 bit into an 8-bit format is done, and said", async () => {
  await inSharp(drawSample(30, 22, 3, 16))
    .png()
    .toFile(at("deep.png"));
  const { code, warned } = await run([at("deep.png"), "--mask", rectangle, "-o", at("deep.jpg")]);
  assert.equal(code, 0);
  assert.match(warned.join("\n"), /holds 8 of the 16 bit of .*PNG and TIFF keep all/);
});

test("the first frame of an animation is written, and that is said", async () => {
  const frames = sharp(drawSample(30, 44, 3).values, { raw: { width: 30, height: 44, channels: 3, pageHeight: 22 } });
  await frames.gif().toFile(at("moving.gif"));
  const { code, warned } = await run([at("moving.gif"), "--mask", rectangle, "-o", at("moving.png")]);
  assert.equal(code, 0);
  assert.match(warned.join("\n"), /has 2 frames or pages: only the first is filled/);
  assert.deepEqual([(await storedValues(at("moving.png"))).height], [22]);
});

test("a frame of a lossless animated WebP keeps every bit", async () => {
  const frames = sharp(drawSample(30, 44, 3).values, { raw: { width: 30, height: 44, channels: 3, pageHeight: 22 } });
  await frames.webp({ lossless: true }).toFile(at("moving.webp"));
  assert.equal((await run([at("moving.webp"), "--mask", rectangle, "-o", at("still.webp")])).code, 0);
  const before = await storedValues(at("moving.webp"));
  const after = await storedValues(at("still.webp"));
  for (let i = 0; i < before.values.length; i++) {
    if (!inHole(Math.floor(i / before.channels))) assert.equal(after.values[i], before.values[i]);
  }
});

test("an opaque picture with an alpha channel may become JPEG", async () => {
  const sample = drawSample(30, 22, 4);
  for (let p = 0; p < 30 * 22; p++) sample.values[4 * p + 3] = 255;
  await inSharp(sample).png().toFile(at("opaque.png"));
  assert.equal((await run([at("opaque.png"), "--mask", rectangle, "-o", at("opaque.jpg")])).code, 0);
});

test("a hole that is transparent stays so, and that is said", async () => {
  const sample = drawSample(30, 22, 4);
  for (let p = 0; p < 30 * 22; p++) if (inHole(p)) sample.values[4 * p + 3] = 0;
  await inSharp(sample).png().toFile(at("clear.png"));
  const { warned } = await run([at("clear.png"), "--mask", rectangle, "-o", at("clear-filled.png")]);
  assert.match(warned.join("\n"), /The hole of .*clear\.png is transparent and stays so: --mask alpha fills/);
});

for (const format of ["tif", "png", "jpg"]) {
  test(`${format}: the resolution of 300 dots per inch is kept`, async () => {
    for (const from of ["png", "tiff"] as const) {
      await inSharp(drawSample(30, 22, 3))
        .withMetadata({ density: 300 })
        .toFormat(from, from === "tiff" ? { xres: 300 / 25.4, yres: 300 / 25.4 } : {})
        .toFile(at(`dense.${from}`));
      assert.equal(
        (await run([at(`dense.${from}`), "--mask", rectangle, "-o", at(`${from}-dense.${format}`)])).code,
        0,
      );
      assert.equal((await sharp(at(`${from}-dense.${format}`)).metadata()).density, 300);
    }
  });
}

test("a profile that does not fit the colours of the output is said to be left out", async () => {
  await inSharp(drawSample(30, 22, 1))
    .withIccProfile("sgrey")
    .png()
    .toFile(at("grey-profile.png"));
  const { code, warned } = await run([at("grey-profile.png"), "--mask", rectangle, "-o", at("grey-profile.webp")]);
  assert.equal(code, 0);
  assert.match(warned.join("\n"), /grey-profile\.webp has not got the colour profile of .*grey-profile\.png/);
});

test("the same command writes the same bytes", async () => {
  for (const name of ["one.png", "two.png"]) await run([at("png3-8.png"), "--mask", rectangle, "-o", at(name)]);
  assert.deepEqual(readFileSync(at("one.png")), readFileSync(at("two.png")));
});
