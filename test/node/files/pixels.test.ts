import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import sharp from "sharp";
import { drawPicture } from "../../../src/datasets/picture";
import { encodePng, readImageFile } from "../../../src/node/files/pixels";

const folder = mkdtempSync(join(tmpdir(), "pixels-"));
after(() => rmSync(folder, { recursive: true }));

function file(name: string, data: Uint8Array | string): string {
  writeFileSync(join(folder, name), data);
  return join(folder, name);
}

/** Left half red, right half blue. */
const halves = new Uint8Array(8 * 4 * 3);
for (let i = 0; i < 32; i++) halves.set(i % 8 < 4 ? [255, 0, 0] : [0, 0, 255], 3 * i);
const twoHalves = (): sharp.Sharp => sharp(halves, { raw: { width: 8, height: 4, channels: 3 } });

test("a PNG gives back the pixels that were encoded", async () => {
  const picture = drawPicture();
  const read = await readImageFile(file("picture.png", await encodePng(picture)));
  assert.deepEqual(read.shape, [1, 32, 32, 3]);
  assert.ok(read.data instanceof Uint8Array);
  assert.deepEqual(read.data, picture.data);
});

test("every common format is read as [1,H,W,3]", async () => {
  for (const format of ["jpeg", "png", "webp", "gif", "avif", "tiff"] as const) {
    const { data, shape } = await readImageFile(
      file(`halves.${format}`, await twoHalves().toFormat(format).toBuffer()),
    );
    assert.deepEqual(shape, [1, 4, 8, 3], format);
    assert.ok(data[0] > 200 && data[2] < 60 && data[21] < 60 && data[23] > 200, `${format}: ${data.subarray(0, 24)}`);
  }
});

test("grey, 16-bit and CMYK pictures become 8-bit RGB", async () => {
  const grey = await sharp(Buffer.from([0, 128, 200, 255]), { raw: { width: 2, height: 2, channels: 1 } })
    .png()
    .toBuffer();
  assert.deepEqual(
    (await readImageFile(file("grey.png", grey))).data,
    Uint8Array.of(0, 0, 0, 128, 128, 128, 200, 200, 200, 255, 255, 255),
  );
  const deep = await sharp(Uint16Array.of(0, 0, 0, 65535, 32896, 0), { raw: { width: 2, height: 1, channels: 3 } })
    .toColourspace("rgb16")
    .png()
    .toBuffer();
  assert.equal((await sharp(deep).metadata()).depth, "ushort");
  assert.deepEqual((await readImageFile(file("deep.png", deep))).data, Uint8Array.of(0, 0, 0, 255, 128, 0));
  const print = await twoHalves().toColourspace("cmyk").jpeg().toBuffer();
  const { data, shape } = await readImageFile(file("print.jpg", print));
  assert.deepEqual(shape, [1, 4, 8, 3]);
  assert.ok(data[0] > 180 && data[2] < 90);
});

test("the EXIF orientation is applied", async () => {
  const turned = await twoHalves().withMetadata({ orientation: 6 }).png().toBuffer(); // show it turned right by 90 degrees
  const { data, shape } = await readImageFile(file("turned.png", turned));
  assert.deepEqual(shape, [1, 8, 4, 3]);
  assert.deepEqual([...data.subarray(0, 3)], [255, 0, 0]);
  assert.deepEqual([...data.subarray(-3)], [0, 0, 255]);
});

test("transparent pixels are laid on white", async () => {
  const clear = await sharp(Buffer.from([10, 20, 30, 0, 10, 20, 30, 255]), {
    raw: { width: 2, height: 1, channels: 4 },
  })
    .png()
    .toBuffer();
  assert.deepEqual((await readImageFile(file("clear.png", clear))).data, Uint8Array.of(255, 255, 255, 10, 20, 30));
});

test("with a size, the centre square is kept", async () => {
  const bands = new Uint8Array(30 * 10 * 3); // red, green, blue thirds: the middle third is the centre square
  for (let i = 0; i < 300; i++) bands[3 * i + Math.floor((i % 30) / 10)] = 255;
  const path = file(
    "bands.png",
    await sharp(bands, { raw: { width: 30, height: 10, channels: 3 } })
      .png()
      .toBuffer(),
  );
  const { data, shape } = await readImageFile(path, { size: 5 });
  assert.deepEqual(shape, [1, 5, 5, 3]);
  for (let i = 0; i < 25; i++) {
    // the filter's foot lets a trace of the neighbouring bands in at the edge
    const [red, green, blue] = data.subarray(3 * i, 3 * i + 3);
    assert.ok(red < 20 && green > 235 && blue < 20, `pixel ${i}: ${red}, ${green}, ${blue}`);
  }
  const large = await readImageFile(path, { size: 64 });
  assert.deepEqual(large.shape, [1, 64, 64, 3]);
});

test("files that are no pictures are named in one sentence", async () => {
  await assert.rejects(
    readImageFile(join(folder, "absent.jpg")),
    /Expected a file at .*absent\.jpg, but received nothing/,
  );
  await assert.rejects(
    readImageFile(folder),
    /^Error: Expected a picture at .*, but received a folder\. Name a file that holds one\.$/,
  );
  const jpeg = await twoHalves().resize(400, 200).jpeg().toBuffer();
  const damaged: { [name: string]: Uint8Array | string } = {
    "text.jpg": "this is not a picture",
    "empty.png": "",
    "cut.jpg": jpeg.subarray(0, jpeg.length / 2),
    "cut.avif": (await twoHalves().avif().toBuffer()).subarray(0, 120),
  };
  for (const [name, data] of Object.entries(damaged)) {
    await assert.rejects(readImageFile(file(name, data)), (error: Error) => {
      assert.match(
        error.message,
        /^Expected a picture at .*, but received a file that is damaged or of an unknown .+ Save/,
      );
      assert.ok(error.message.includes(name) && !error.message.includes("\n"), error.message);
      return true;
    });
  }
  for (const size of [0, 2.5, -1, NaN, 10000]) {
    await assert.rejects(
      readImageFile(folder, { size }),
      /Expected size to be a whole number of pixels from 1 to 8192/,
    );
  }
});

test("encodePng enlarges by nearest neighbour and takes the image asked for", async () => {
  const picture = drawPicture();
  const two = { data: new Uint8Array(2 * 3072), shape: [2, 32, 32, 3] as const };
  two.data.set(picture.data, 3072);
  const png = await encodePng(two, { index: 1, enlarge: 5 });
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  assert.deepEqual([info.width, info.height, info.channels], [160, 160, 3]);
  for (let at = 0; at < data.length; at++) {
    const x = Math.floor(at / 3) % 160;
    const y = Math.floor(at / 480);
    const wanted = picture.data[(Math.floor(y / 5) * 32 + Math.floor(x / 5)) * 3 + (at % 3)];
    if (data[at] !== wanted) assert.fail(`pixel ${x},${y}: ${data[at]}, not ${wanted}`);
  }
});

test("encodePng clamps floats and shows a knownMask as white = known", async () => {
  const decode = async (png: Buffer): Promise<number[]> => [
    ...(await sharp(png).toColourspace("srgb").raw().toBuffer()),
  ];
  assert.deepEqual(
    await decode(await encodePng({ data: Float32Array.of(-1, 0.5, 2), shape: [1, 1, 1, 3] })),
    [0, 128, 255],
  );
  const knownMask = { data: Uint8Array.of(0, 1), shape: [1, 1, 2, 1] as const };
  assert.deepEqual(await decode(await encodePng(knownMask)), [0, 0, 0, 255, 255, 255]);
});

test("encodePng names what does not fit", async () => {
  const picture = drawPicture();
  await assert.rejects(
    encodePng({ data: new Uint8Array(8), shape: [1, 2, 2, 2] }),
    /Expected images .* but received \[1,2,2,2\]/,
  );
  await assert.rejects(encodePng(picture, { index: 1 }), /Expected index to be .* from 0 to 0, but received 1\./);
  await assert.rejects(encodePng(picture, { enlarge: 0 }), /Expected enlarge to be .* from 1 to 64, but received 0\./);
  await assert.rejects(
    encodePng({ data: Float32Array.of(NaN, 0, 0), shape: [1, 1, 1, 3] }),
    /Expected finite pixel values/,
  );
});
