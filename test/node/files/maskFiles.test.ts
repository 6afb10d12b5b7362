import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import sharp from "sharp";
import { imageBatch, type ImageBatch } from "../../../src/images/batch";
import { drawFreeFormMasks } from "../../../src/masks/freeForm";
import { readMaskFile, writeMaskFile } from "../../../src/node/files/maskFiles";
import { randomStream } from "../../../src/random";
import { temporaryFolder } from "../../support/temporaryFolder";

const folder = temporaryFolder("mask-files-");
const noWarning = (text: string): void => assert.fail(text);

/** Writes grey values as PNG, white = 255. */
async function greyFile(
  name: string,
  width: number,
  height: number,
  value: (x: number, y: number) => number,
): Promise<string> {
  const grey = Uint8Array.from({ length: width * height }, (_, at) => value(at % width, Math.floor(at / width)));
  const path = join(folder, name);
  writeFileSync(
    path,
    await sharp(grey, { raw: { width, height, channels: 1 } })
      .png()
      .toBuffer(),
  );
  return path;
}

test("a mask comes back from its file, bit for bit, and the file is grey PNG with white holes", async () => {
  const knownMask = drawFreeFormMasks([1, 37, 52, 3], randomStream(1, "test"));
  const path = join(folder, "made", "mask.PNG");
  await writeMaskFile(path, knownMask);
  assert.deepEqual(readdirSync(join(folder, "made")), ["mask.PNG"]); // no temporary file is left
  assert.deepEqual(await readMaskFile(path, { height: 37, width: 52, warn: noWarning }), knownMask);
  const { data, info } = await sharp(path).raw().toBuffer({ resolveWithObject: true });
  const { format, space } = await sharp(path).metadata();
  assert.deepEqual([format, space, info.width, info.height], ["png", "b-w", 52, 37]);
  knownMask.data.forEach((known, at) => assert.equal(data[at * info.channels], known === 1 ? 0 : 255));
});

test("float32 masks are written too", async () => {
  const path = join(folder, "float.png");
  const knownMask = imageBatch(Float32Array.of(1, 0, 1, 1), [1, 2, 2, 1]);
  await writeMaskFile(path, knownMask);
  assert.deepEqual((await readMaskFile(path)).data, Uint8Array.of(1, 0, 1, 1));
});

test("half of white is the threshold, the mean of the colours counts, transparent counts as white", async () => {
  const grey = await readMaskFile(await greyFile("grey.png", 4, 1, (x) => [0, 127, 128, 255][x]), { warn: noWarning });
  assert.deepEqual(grey, imageBatch(Uint8Array.of(1, 1, 0, 0), [1, 1, 4, 1]));
  const colours = Uint8Array.of(255, 0, 0, 255, /**/ 255, 200, 0, 255, /**/ 0, 0, 0, 0, /**/ 0, 0, 0, 255);
  const path = join(folder, "colours.png");
  writeFileSync(
    path,
    await sharp(colours, { raw: { width: 4, height: 1, channels: 4 } })
      .png()
      .toBuffer(),
  );
  assert.deepEqual((await readMaskFile(path, { warn: noWarning })).data, Uint8Array.of(1, 0, 0, 1));
});

test("a JPEG is read, its grey fringes fall to the nearer side", async () => {
  const inside = (x: number, y: number): boolean => x >= 16 && x < 48 && y >= 8 && y < 40;
  const grey = Uint8Array.from({ length: 64 * 64 }, (_, at) => (inside(at % 64, at >> 6) ? 255 : 0));
  const path = join(folder, "mask.jpg");
  writeFileSync(
    path,
    await sharp(grey, { raw: { width: 64, height: 64, channels: 1 } })
      .jpeg({ quality: 80 })
      .toBuffer(),
  );
  const { data } = await readMaskFile(path, { warn: noWarning });
  data.forEach((known, at) => assert.equal(known, inside(at % 64, at >> 6) ? 0 : 1));
});

test("a mask of another size is refused", async () => {
  const path = await greyFile("size.png", 6, 5, (x) => (x === 0 ? 255 : 0));
  const message = (height: number, width: number): RegExp =>
    new RegExp(
      `Expected a mask ${height} pixels high and ${width} wide in .*size\\.png, but received 5 and 6\\. Give the mask`,
    );
  await assert.rejects(readMaskFile(path, { height: 6, width: 5 }), message(6, 5));
  await assert.rejects(readMaskFile(path, { width: 7 }), message(5, 7));
  assert.deepEqual((await readMaskFile(path, { height: 5 })).shape, [1, 5, 6, 1]);
});

test("nearly all hole, or none, is said; all hole is refused", async (context) => {
  const share = (holes: number): Promise<string> =>
    greyFile(`share-${holes}.png`, 10, 10, (x, y) => (10 * y + x < holes ? 255 : 0));
  const said: string[] = [];
  const warn = (text: string): void => void said.push(text);
  const read = async (holes: number): Promise<ImageBatch> => readMaskFile(await share(holes), { warn });
  await read(90);
  assert.deepEqual(said, []);
  assert.equal((await read(91)).data.filter((known) => known === 0).length, 91);
  assert.match(
    said[0],
    /^91\.0 % of .*share-91\.png is hole\. White is the hole here: if the file says .+, invert it\.$/,
  );
  await read(0);
  assert.match(
    said[1],
    /^Nothing of .*share-0\.png is a hole\. Holes are white, 255 of 255: a file that holds 0 and 1 looks/,
  );
  await assert.rejects(
    read(100),
    /Expected a mask with black \(known\) pixels in .*, but received one that is white or transparent all over\. Paint/,
  );
  assert.equal(said.length, 2);
  const console = context.mock.method(globalThis.console, "warn", () => undefined);
  await readMaskFile(await share(95));
  assert.equal(console.mock.callCount(), 1);
});

test("what is no picture, no single mask or no PNG name is refused", async () => {
  await assert.rejects(
    readMaskFile(join(folder, "absent.png")),
    /Expected a file at .*absent\.png, but received nothing/,
  );
  const two = imageBatch(new Uint8Array(8), [2, 2, 2, 1]);
  await assert.rejects(
    writeMaskFile(join(folder, "two.png"), two),
    /Expected one mask of shape \[1,H,W,1\], but received \[2,2,2,1\]\. Write one/,
  );
  const one = imageBatch(Uint8Array.of(0, 1), [1, 1, 2, 1]);
  await assert.rejects(
    writeMaskFile(join(folder, "one.jpg"), one),
    /Expected a file name that ends in \.png, but received .*one\.jpg\. Masks are/,
  );
  const bytes = imageBatch(Uint8Array.of(0, 255), [1, 1, 2, 1]);
  await assert.rejects(writeMaskFile(join(folder, "bytes.png"), bytes), /Expected knownMask values 0/);
  assert.ok(!readdirSync(folder).some((name) => ["two.png", "one.jpg", "bytes.png"].includes(name)));
});
