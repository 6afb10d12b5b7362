import assert from "node:assert/strict";
import { before, test } from "node:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import type { ImageBatch } from "../../../src/images/batch";
import { decodePictureFile, reasonOf } from "../../../src/node/pictures/pictureFile";
import { readError } from "../../../src/node/files/safeWrite";
import { temporaryFolder } from "../../support/temporaryFolder";
import { drawSample } from "../inpaint/samples";
import { height, width, writePictures } from "./pictureFiles";

const folder = temporaryFolder("picture-file-");
before(() => writePictures(folder));

const decode = async (name: string, shorterSide: number | null = null): Promise<ImageBatch> =>
  (await decodePictureFile({ name, path: join(folder, name) }, shorterSide)).picture;
const drawn = (channels: 1 | 3 | 4): Uint8Array => Uint8Array.from(drawSample(width, height, channels).values);
const meanDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  assert.equal(a.length, b.length);
  return Array.from(a).reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / a.length;
};

test("lossless pictures come as they were drawn, grey ones as RGB, transparent ones on white", async () => {
  const plain = await decode("plain.tiff");
  assert.deepEqual(plain.shape, [1, height, width, 3]);
  assert.ok(plain.data.buffer instanceof SharedArrayBuffer);
  assert.deepEqual(Array.from(plain.data), Array.from(drawn(3)));
  const grey = await decode("deep/deeper/grey.png");
  assert.deepEqual(
    Array.from(grey.data),
    Array.from(drawn(1)).flatMap((value) => [value, value, value]),
  );
  const [values, laid] = [drawn(4), (await decode("alpha.webp")).data];
  for (let p = 0; p < 50; p++) {
    const opacity = values[4 * p + 3] / 255;
    for (let c = 0; c < 3; c++) {
      assert.ok(Math.abs(laid[3 * p + c] - (255 + opacity * (values[4 * p + c] - 255))) <= 1, "laid on white");
    }
  }
});

test("16 bit are rounded to 8, inks are near what they were made of, JPEGs are turned upright", async () => {
  const { values } = drawSample(width, height, 3, 16);
  assert.deepEqual(
    Array.from((await decode("deep/sixteen.png")).data),
    Array.from(values, (value) => Math.round(value / 257)),
  );
  assert.ok(meanDifference((await decode("inks.tif")).data, drawn(3)) < 20);
  const turned = await decode("deep/turned.JPEG");
  assert.deepEqual(turned.shape, [1, width, height, 3]);
  const upright = await sharp(readFileSync(join(folder, "deep/turned.JPEG")))
    .autoOrient()
    .raw()
    .toBuffer();
  assert.ok(meanDifference(turned.data, upright) < 1);
});

test("a longer shorter side is shrunk to the asked one, a shorter one stays", async () => {
  assert.deepEqual((await decode("colours.jpg", 22)).shape, [1, 22, 30, 3]);
  assert.deepEqual((await decode("deep/turned.JPEG", 22)).shape, [1, 30, 22, 3]);
  assert.deepEqual((await decode("colours.jpg", 100)).shape, [1, height, width, 3]);
});

test("the same from bytes, with the SHA-256 of the file", async () => {
  const bytes = new Uint8Array(readFileSync(join(folder, "colours.jpg")));
  const decoded = await decodePictureFile({ name: "colours.jpg", bytes }, null);
  assert.deepEqual(decoded.picture, await decode("colours.jpg"));
  assert.match(decoded.sha256, /^[0-9a-f]{64}$/);
});

test("what is no whole picture is refused; the reason is what the sentence says was received", async () => {
  const reasons: { readonly [name: string]: RegExp } = {
    "damaged/text.jpg": /^a file that is no picture, or is damaged$/,
    "damaged/cut.jpg": /^a damaged or cut off file$/,
    "damaged/empty.png": /^a file that is no picture, or is damaged$/,
    "gone.png": /^nothing \(ENOENT\)$/,
  };
  for (const [name, reason] of Object.entries(reasons)) {
    await assert.rejects(decode(name), (error) => {
      assert.match((error as Error).message, /^Expected a .* at .*, but received /);
      assert.match(reasonOf(error), reason);
      return true;
    });
  }
  assert.equal(reasonOf(readError({ code: "EACCES" }, "locked.jpg")), "EACCES");
  assert.equal(reasonOf(new Error("no sentence")), "no sentence");
});
