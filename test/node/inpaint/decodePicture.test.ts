// What is read of files: whole ones, damaged ones, and channels and depths of every kind.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import sharp from "sharp";
import { jpegSegments } from "../../../src/node/files/jpegSegments";
import { tiffTag } from "../../../src/node/files/tiffTags";
import { temporaryFolder } from "../../support/temporaryFolder";
import { decodePicture } from "../../../src/node/inpaint/decodePicture";
import { openPictureBytes } from "../../../src/node/inpaint/picture";
import { rawTiff, type TiffKind } from "./rawTiff";
import { drawSample, inSharp, run, storedValues } from "./samples";

const folder = temporaryFolder("inpaint-decode-");
const at = (name: string): string => join(folder, name);
const hole = ["--mask", "8,6,8,5"];
const width = 30;
const height = 22;
const inHole = (p: number): boolean => p % 30 >= 8 && p % 30 < 16 && Math.floor(p / 30) >= 6 && Math.floor(p / 30) < 11;

/** Pixels of so many bytes, all different from their neighbours. */
const pixels = (bytes: number): Buffer =>
  Buffer.from(Array.from({ length: width * height * bytes }, (_, i) => (i * 7) % 256));
const tiff = (kind: Omit<TiffKind, "width" | "height">): Buffer =>
  rawTiff({ width, height, ...kind }, pixels((kind.channels * kind.bits) / 8));

for (const progressive of [false, true]) {
  const kind = progressive ? "progressive" : "baseline";
  const jpeg = inSharp(drawSample(64, 48, 3)).jpeg({ quality: 95, progressive });

  test(`a ${kind} JPEG without its end marker is read whole, without a word`, async () => {
    const file = await jpeg.clone().toBuffer();
    for (const missing of [1, 2]) {
      writeFileSync(at("endless.jpg"), file.subarray(0, -missing));
      const { code, warned } = await run([at("endless.jpg"), ...hole, "-o", at(`${kind}${missing}.png`)]);
      assert.deepEqual([code, warned], [0, []]);
      const whole = await sharp(file).raw().toBuffer();
      const filled = await sharp(at(`${kind}${missing}.png`))
        .raw()
        .toBuffer();
      const known = (_: number, i: number): boolean => Math.floor(i / 3 / 64) >= 11;
      assert.deepEqual(filled.filter(known), whole.filter(known));
    }
  });

  test(`a ${kind} JPEG of which pixels are missing is refused, and read if one says so`, async () => {
    const file = await jpeg.clone().toBuffer();
    const end = Buffer.of(0xff, 0xd9);
    const half = file.subarray(0, file.length >> 1);
    for (const [name, damaged] of [
      ["half", half],
      ["closed", Buffer.concat([half, end])],
      ["short", file.subarray(0, -5)],
    ] as const) {
      const path = at(`${kind}-${name}.jpg`);
      writeFileSync(path, damaged);
      const refused = await run([path, ...hole, "-o", at("no.png")]);
      assert.deepEqual(
        [refused.code, refused.warned],
        [
          1,
          [
            `Expected a whole picture at ${path}, but received a damaged or cut off file. ` +
              "Copy or export it again, or add --accept-damaged to work on what can still be read of it.",
          ],
        ],
      );
      const out = at(`${kind}-${name}.png`);
      const { code, warned } = await run([path, ...hole, "--accept-damaged", "-o", out]);
      assert.deepEqual([code, warned.length], [0, 1]);
      assert.match(
        warned[0],
        /is damaged: what could not be read of it is grey, black or displaced\. Look at the result\.$/,
      );
      const known = (_: number, i: number): boolean => Math.floor(i / 3 / 64) >= 11;
      const asRead = await sharp(path, { failOn: "none" }).raw().toBuffer();
      assert.deepEqual((await sharp(out).raw().toBuffer()).filter(known), asRead.filter(known));
    }
  });
}

test("libjpeg's warnings about what leaves the picture whole refuse nothing", async () => {
  const file = await inSharp(drawSample(64, 48, 3))
    .jpeg()
    .toBuffer();
  const scan = jpegSegments(file).at(-1)?.end ?? 0;
  writeFileSync(at("filled-up.jpg"), Buffer.concat([file.subarray(0, scan), Buffer.alloc(7, 1), file.subarray(scan)]));
  await assert.rejects(sharp(at("filled-up.jpg"), { failOn: "warning" }).stats(), /extraneous/);
  const { code, warned } = await run([at("filled-up.jpg"), ...hole, "-o", at("filled-up.png")]);
  assert.deepEqual([code, warned], [0, []]);
});

test("--accept-damaged is offered only where something can be read", async () => {
  const file = await inSharp(drawSample(64, 48, 3))
    .avif()
    .toBuffer();
  writeFileSync(at("cut.avif"), file.subarray(0, -40));
  const { warned } = await run([at("cut.avif"), ...hole, "--accept-damaged", "-o", at("no.png")]);
  assert.match(warned[0], /^Expected a (?:whole )?picture at .*cut\.avif, but received a .*damaged[^-]*\.$/);
});

for (const [name, kind] of [
  ["RGB and a channel marked as unspecified", { photometric: 2, bits: 8, channels: 4, extra: [0] }],
  ["RGB and a channel that nothing is said of", { photometric: 2, bits: 8, channels: 4 }],
  ["RGB of 16 bit and such a channel", { photometric: 2, bits: 16, channels: 4, extra: [0] }],
  ["grey and such a channel", { photometric: 1, bits: 8, channels: 2, extra: [0] }],
] as const) {
  test(`${name}: no transparency; kept as it is in TIFF, left out elsewhere`, async () => {
    writeFileSync(at("extra.tif"), tiff(kind));
    const { code, warned } = await run([at("extra.tif"), ...hole, "-o", at("extra-filled.tif"), "--force"]);
    assert.deepEqual([code, warned], [0, []]);
    assert.deepEqual(tiffTag(readFileSync(at("extra-filled.tif")), 338)?.values, [0]);
    const before = await storedValues(at("extra.tif"), kind.bits, "error");
    const after = await storedValues(at("extra-filled.tif"), kind.bits);
    assert.deepEqual([after.channels, after.values.length], [before.channels, before.values.length]);
    for (let i = 0; i < before.values.length; i++) {
      if (!inHole(Math.floor(i / before.channels)) || i % before.channels === before.channels - 1)
        assert.equal(after.values[i], before.values[i], `value ${i}`);
    }
    const png = await run([at("extra.tif"), ...hole, "-o", at("extra.png"), "--force"]);
    assert.equal(png.code, 0);
    assert.match(png.warned.join(), /extra\.png has not got the further channel of .*extra\.tif.*: TIFF keeps it\.$/);
    assert.equal((await sharp(at("extra.png")).metadata()).hasAlpha, false);
    assert.equal((await run([at("extra.tif"), ...hole, "-o", at("extra.jpg"), "--force"])).code, 0, "opaque");
    const alpha = await run([at("extra.tif"), "--mask", "alpha", "-o", at("no.png")]);
    assert.match(alpha.warned[0], /has no alpha channel/);
  });
}

test("transparency of a TIFF stays transparency; where colours are multiplied by it, that is said", async () => {
  for (const [kind, note] of [
    [1, /has its colours multiplied by its transparency: they are written unmultiplied/],
    [2, /^$/],
  ] as const) {
    writeFileSync(at("alpha.tif"), tiff({ photometric: 2, bits: 8, channels: 4, extra: [kind] }));
    const { code, warned } = await run([at("alpha.tif"), ...hole, "-o", at("alpha-filled.tif"), "--force"]);
    assert.equal(code, 0);
    assert.match(warned.join(), note);
    assert.deepEqual(tiffTag(readFileSync(at("alpha-filled.tif")), 338)?.values, [2]);
  }
});

const refused: readonly (readonly [name: string, kind: Omit<TiffKind, "width" | "height">, sentence: RegExp])[] = [
  ["five channels", { photometric: 2, bits: 8, channels: 5, extra: [0, 0] }, /received 5 channels\. Save it without/],
  [
    "grey and two more",
    { photometric: 1, bits: 8, channels: 3, extra: [0, 0] },
    /received 3 channels\. Save it without/,
  ],
  [
    "inks and transparency",
    { photometric: 5, bits: 8, channels: 5, extra: [2] },
    /received 5 channels\. Save it without/,
  ],
  [
    "floating point",
    { photometric: 2, bits: 32, channels: 3, format: 3 },
    /received floating-point values\. Convert it/,
  ],
  ["32 bit", { photometric: 1, bits: 32, channels: 1 }, /received values of 32 bit\. Convert it to RGB of 8 or 16 bit/],
  ["signed values", { photometric: 1, bits: 16, channels: 1, format: 2 }, /received signed values of 16 bit\. Convert/],
  ["Lab of 8 bit", { photometric: 8, bits: 8, channels: 3 }, /holds Lab colours\. Convert it to RGB of 8 or 16 bit/],
  [
    "Lab of 16 bit",
    { photometric: 8, bits: 16, channels: 3 },
    /received Lab colours\. Convert it to RGB of 8 or 16 bit/,
  ],
];

for (const [name, kind, sentence] of refused) {
  test(`a TIFF of ${name} ends in a sentence`, async () => {
    writeFileSync(at("odd.tif"), tiff(kind));
    const { code, warned } = await run([at("odd.tif"), ...hole, "-o", at("no.tif")]);
    assert.deepEqual([code, warned.length], [1, 1]);
    assert.match(warned[0], sentence);
    assert.match(warned[0], /^Expected [^\n]*\.$/);
  });
}

test("a TIFF that libtiff does not read is not called damaged alone", async () => {
  const file = tiff({ photometric: 2, bits: 8, channels: 3 });
  const compression = tiffTag(file, 259);
  file.writeUInt16LE(34712, compression?.at); // JPEG 2000
  writeFileSync(at("compressed.tif"), file);
  const { code, warned } = await run([at("compressed.tif"), ...hole, "-o", at("no.tif")]);
  assert.equal(code, 1);
  assert.match(
    warned[0],
    /one that is damaged, cut off or stored in a way that is not read\. Export it again, or save it as PNG\.$/,
  );
});

test("fewer than 8 bits a pixel become 8, the same levels, and that is said", async () => {
  for (const [photometric, bits] of [
    [0, 1],
    [1, 1],
    [1, 4],
  ]) {
    const file = rawTiff(
      { width: 32, height, photometric, bits, channels: 1 },
      pixels(1).subarray(0, (32 * height * bits) / 8),
    );
    writeFileSync(at("few.tif"), file);
    const { code, warned } = await run([at("few.tif"), ...hole, "-o", at("few.png"), "--force"]);
    assert.equal(code, 0);
    assert.match(warned.join(), new RegExp(`few\\.tif has ${bits} bits? per pixel: it is written with 8`));
    const below = (_: number, i: number): boolean => i >= 11 * 32;
    const before = await sharp(file).toColourspace("b-w").raw().toBuffer();
    const after = await sharp(at("few.png")).toColourspace("b-w").raw().toBuffer();
    assert.deepEqual(after.filter(below), before.filter(below));
  }
});

test("a JPEG of which pixels are missing is refused whatever else fails at the same time", async () => {
  const cut = (
    await inSharp(drawSample(64, 48, 3))
      .jpeg()
      .toBuffer()
  ).subarray(0, 900);
  const png = await inSharp(drawSample(64, 48, 3))
    .png()
    .toBuffer();
  const broken = Buffer.concat([png.subarray(0, 200), Buffer.alloc(400, 7)]);
  const decode = async (file: Buffer): Promise<string> =>
    openPictureBytes(file, "picture", 100)
      .then(decodePicture)
      .then(
        () => "read",
        (error: Error) => error.message,
      );
  for (let round = 0; round < 10; round++) {
    const files = Array.from({ length: 24 }, (_, i) => (i % 2 === 0 ? cut : broken));
    for (const said of await Promise.all(files.map(decode)))
      assert.match(said, /^Expected a whole picture at picture, but received a damaged or cut off file/);
  }
});
