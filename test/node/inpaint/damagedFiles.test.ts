// Files of every format with random bytes changed or cut off: a whole picture or one sentence of ours, never a library's words.
import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import sharp from "sharp";
import { randomStream, type Random } from "../../../src/random";
import { temporaryFolder } from "../../support/temporaryFolder";
import { rawTiff } from "./rawTiff";
import { drawSample, inSharp, run } from "./samples";

const folder = temporaryFolder("inpaint-damaged-");
const libraryWords =
  /vips|libpng|jpeg:|tiff2|heif:|webp:|input (?:buffer|file)|unsupported|boolean|extract_|undefined|NaN|\n/i;

async function wholeFiles(): Promise<[string, Buffer][]> {
  const sample = inSharp(drawSample(40, 30, 3));
  const pixels = Buffer.from(Array.from({ length: 40 * 30 * 5 }, (_, i) => (i * 7) % 256));
  const size = { width: 40, height: 30, bits: 8 };
  return [
    ["jpg", await sample.clone().jpeg().toBuffer()],
    ["progressive.jpg", await sample.clone().jpeg({ progressive: true }).toBuffer()],
    ["cmyk.jpg", await sample.clone().toColourspace("cmyk").jpeg().toBuffer()],
    ["png", await sample.clone().png().toBuffer()],
    ["palette.png", await sample.clone().png({ palette: true }).toBuffer()],
    ["webp", await sample.clone().webp({ lossless: true }).toBuffer()],
    ["gif", await sample.clone().gif().toBuffer()],
    ["avif", await sample.clone().avif().toBuffer()],
    ["tif", await sample.clone().tiff({ compression: "lzw" }).toBuffer()],
    ["rgbx.tif", rawTiff({ ...size, photometric: 2, channels: 4, extra: [0] }, pixels.subarray(0, 4800))],
    ["cmyk.tif", rawTiff({ ...size, photometric: 5, channels: 4 }, pixels.subarray(0, 4800))],
    ["five.tif", rawTiff({ ...size, photometric: 2, channels: 5, extra: [0, 0] }, pixels)],
  ];
}

/** Cut off somewhere, or with up to eight wrong bytes, rather in the header than elsewhere. */
function damaged(file: Buffer, random: Random): Buffer {
  if (random.uniform() < 0.3) return file.subarray(0, random.integer(0, file.length - 1));
  const bytes = Buffer.from(file);
  for (let n = random.integer(1, 8); n > 0; n--) {
    const last = random.uniform() < 0.5 ? Math.min(200, bytes.length - 1) : bytes.length - 1;
    bytes[random.integer(0, last)] = random.integer(0, 255);
  }
  return bytes;
}

test("120 damaged files", async () => {
  const files = await wholeFiles();
  for (let index = 0; index < 120; index++) {
    const random = randomStream(1, "damaged file", index);
    const [ending, file] = files[index % files.length];
    const path = join(folder, `${index}.${ending}`);
    writeFileSync(path, damaged(file, random));
    const out = join(folder, `out${index}.${["png", "tif", "jpg", "webp"][random.integer(0, 3)]}`);
    const accept = random.uniform() < 0.3 ? ["--accept-damaged"] : [];
    const { code, warned } = await run([path, "--mask", "1,1,3,3", ...accept, "-o", out]);
    for (const line of warned) assert.ok(!libraryWords.test(line), `${path}: ${line}`);
    assert.equal(existsSync(out), code === 0, path);
    if (code === 0) await sharp(out, { failOn: "warning" }).stats();
    else assert.match(warned.join("\n"), /^Expected [^\n]*\.$/, path);
  }
});
