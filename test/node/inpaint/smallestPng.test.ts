// A filled PNG is hardly larger than the file that it comes from, whatever is in the picture.
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import sharp from "sharp";
import { smallestPng } from "../../../src/node/inpaint/smallestPng";
import { temporaryFolder } from "../../support/temporaryFolder";
import { drawSample, inSharp, run } from "./samples";

const folder = temporaryFolder("inpaint-sizes-");
const at = (name: string): string => join(folder, name);
const width = 600;
const height = 400;

const draw = (colour: (x: number, y: number, c: number) => number): sharp.Sharp =>
  sharp(
    Uint8Array.from({ length: width * height * 3 }, (_, i) => {
      const p = Math.floor(i / 3);
      return colour(p % width, Math.floor(p / width), i % 3);
    }),
    { raw: { width, height, channels: 3 } },
  );
const letters = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><rect width="600" height="400" fill="#fff"/>
  <circle cx="200" cy="200" r="100" fill="red"/><path d="M0 0L500 300" stroke="black" stroke-width="5"/></svg>`;

const pictures: readonly (readonly [name: string, picture: sharp.Sharp])[] = [
  ["a picture with noise", inSharp(drawSample(width, height, 3))],
  ["a grey one", inSharp(drawSample(width, height, 1))],
  ["one of 16 bit", inSharp(drawSample(300, 200, 3, 16))],
  ["one with transparency", inSharp(drawSample(width, height, 4))],
  ["a gradient", draw((x) => (255 * x) / width)],
  ["a slanted gradient", draw((x, y, c) => (255 * (x + (y * (c + 1)) / 3)) / (width + height))],
  ["squares of few colours", draw((x, y, c) => ((((x >> 5) * 7 + (y >> 6) * 13) % 6) * 40 + 3 * c) % 256)],
  ["a drawing", sharp(Buffer.from(letters)).removeAlpha()],
];

for (const [index, [name, picture]] of pictures.entries()) {
  test(`${name}: the file grows by less than a tenth and a kilobyte, with row filters or without`, async () => {
    for (const adaptiveFiltering of [false, true]) {
      const file = at(`${index}${String(adaptiveFiltering)}.png`);
      await picture.clone().png({ adaptiveFiltering, compressionLevel: 9 }).toFile(file);
      const filled = at(`${index}${String(adaptiveFiltering)}-filled.png`);
      assert.equal((await run([file, "--mask", "100,100,60,4", "-o", filled])).code, 0);
      const [before, after] = [statSync(file).size, statSync(filled).size];
      assert.ok(after < 1.1 * before + 1000, `${before} became ${after} bytes`);
    }
  });
}

test("the shorter of both ways is taken, and large pictures are filtered", async () => {
  const picture = sharp(Buffer.from(letters)).removeAlpha();
  const length = async (options: sharp.PngOptions): Promise<number> =>
    (
      await picture
        .clone()
        .png({ palette: false, ...options })
        .toBuffer()
    ).length;
  const filtered = await length({ adaptiveFiltering: true, compressionLevel: 7 });
  const plain = await length({ adaptiveFiltering: false, compressionLevel: 9 });
  assert.ok(plain < filtered);
  assert.equal((await smallestPng(picture, width * height)).length, plain);
  assert.equal((await smallestPng(picture, 16_000_001)).length, filtered);
});
