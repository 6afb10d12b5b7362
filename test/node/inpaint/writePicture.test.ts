// --quality for formats that lose something, one by one and in a folder, and the sentences where writing fails.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import sharp from "sharp";
import { decodePicture } from "../../../src/node/inpaint/decodePicture";
import { isLossless } from "../../../src/node/inpaint/lossless";
import { openPicture } from "../../../src/node/inpaint/picture";
import { encodePicture } from "../../../src/node/inpaint/writePicture";
import { temporaryFolder } from "../../support/temporaryFolder";
import { drawSample, inSharp, run } from "./samples";

const folder = temporaryFolder("inpaint-quality-");
const at = (name: string): string => join(folder, name);
const hole = ["--mask", "8,6,8,5"];
const size = (name: string): number => statSync(at(name)).size;

before(async () => {
  await inSharp(drawSample(120, 90, 3))
    .png()
    .toFile(at("photo.png"));
});

for (const [format, usual] of [
  ["jpg", 95],
  ["avif", 90],
] as const) {
  test(`${format}: smaller at a lower quality, and ${usual} where nothing is said`, async () => {
    for (const quality of [30, usual]) {
      const words = ["--quality", String(quality), "-o", at(`${quality}.${format}`)];
      assert.equal((await run([at("photo.png"), ...hole, ...words])).code, 0);
    }
    assert.equal((await run([at("photo.png"), ...hole, "-o", at(`usual.${format}`)])).code, 0);
    assert.ok(size(`30.${format}`) < 0.6 * size(`${usual}.${format}`));
    assert.equal(size(`usual.${format}`), size(`${usual}.${format}`));
  });
}

test("WebP from a lossless file is lossless, unless a quality is given", async () => {
  assert.equal((await run([at("photo.png"), ...hole, "-o", at("exact.webp")])).code, 0);
  assert.equal((await run([at("photo.png"), ...hole, "--quality", "50", "-o", at("lossy.webp")])).code, 0);
  for (const [name, expected] of [
    ["exact.webp", true],
    ["lossy.webp", false],
  ] as const)
    assert.equal(isLossless(await sharp(at(name)).metadata(), readFileSync(at(name))), expected);
  assert.ok(size("lossy.webp") < 0.5 * size("exact.webp"));
});

test("in a folder the quality is that of the pictures whose format has one", async () => {
  mkdirSync(at("mixed"));
  await inSharp(drawSample(120, 90, 3))
    .jpeg({ quality: 95 })
    .toFile(at("mixed/a.jpg"));
  await inSharp(drawSample(120, 90, 3))
    .png()
    .toFile(at("mixed/b.png"));
  assert.equal((await run([at("mixed"), ...hole, "--quality", "30", "-o", at("mixed-filled")])).code, 0);
  assert.ok(size("mixed-filled/a.jpg") < 0.6 * size("mixed/a.jpg"));
  assert.equal((await sharp(at("mixed-filled/b.png")).metadata()).format, "png");
});

test("a file that cannot be decoded again is no reason for a library's words", async () => {
  const opened = await openPicture(at("photo.png"), 100);
  const picture = await decodePicture(opened);
  const file = opened.file.subarray(0, opened.file.length >> 1);
  await assert.rejects(
    encodePicture({ ...picture, file }, picture.values, "png", "out.png"),
    /^Error: Expected to write .*photo\.png as out\.png, but its kind of picture could not be written so\. Save .*\.$/,
  );
  await assert.rejects(
    decodePicture({ ...opened, width: 7 }),
    /^Error: Expected a picture of 7×90 at .*photo\.png, but received other channels or another size\. Save it as PNG first\.$/,
  );
});
