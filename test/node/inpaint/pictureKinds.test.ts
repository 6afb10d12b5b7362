// Less usual PNG and GIF files: few bits, palettes of few colours, one transparent colour. All known pixels stay what they are.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { pngChunk, pngSignature } from "../../../src/node/files/pngChunks";
import { temporaryFolder } from "../../support/temporaryFolder";
import { drawSample, inSharp, run, storedValues } from "./samples";

const folder = temporaryFolder("inpaint-kinds-");
const at = (name: string): string => join(folder, name);
const width = 30;
const height = 22;
const inHole = (p: number): boolean => p % 30 >= 8 && p % 30 < 16 && Math.floor(p / 30) >= 6 && Math.floor(p / 30) < 11;

/** A PNG of this depth and colour type (0 grey, 2 RGB), with a transparent colour where one is given. */
function png(bits: number, type: 0 | 2, transparent?: readonly number[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bits, type], 8);
  const rowBytes = Math.ceil((width * bits * (type === 0 ? 1 : 3)) / 8);
  const rows = Array.from({ length: height }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: rowBytes }, (_, i) => (i * 31 + y * 7) % 256)]),
  );
  return Buffer.concat([
    pngSignature,
    pngChunk("IHDR", header),
    ...(transparent === undefined ? [] : [pngChunk("tRNS", Buffer.from(transparent))]),
    pngChunk("IDAT", deflateSync(Buffer.concat(rows))),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

const palette = (channels: 3 | 4, colours: number): Promise<Buffer> =>
  inSharp(drawSample(width, height, channels))
    .png({ palette: true, colours })
    .toBuffer();

async function transparentGif(): Promise<Buffer> {
  const sample = drawSample(width, height, 4);
  for (let p = 0; p < width * height; p++) sample.values[4 * p + 3] = p % 5 === 0 ? 0 : 255;
  return inSharp(sample).gif().toBuffer();
}

const kinds: readonly (readonly [name: string, file: Buffer | Promise<Buffer>, bits: 8 | 16])[] = [
  ["grey1.png", png(1, 0), 8],
  ["grey2.png", png(2, 0), 8],
  ["grey4.png", png(4, 0), 8],
  ["transparent-grey.png", png(8, 0, [0, 31]), 8],
  ["transparent-colour.png", png(8, 2, [0, 0, 0, 31, 0, 62]), 8],
  ["transparent-deep.png", png(16, 2, [0, 31, 62, 93, 124, 155]), 16],
  ...[2, 4, 16].flatMap((colours) =>
    ([3, 4] as const).map((channels) => [`palette${colours}-${channels}.png`, palette(channels, colours), 8] as const),
  ),
  ["transparent.gif", transparentGif(), 8],
];

for (const [name, file, bits] of kinds) {
  test(`${name}: known pixels to the last bit, transparency everywhere`, async () => {
    writeFileSync(at(name), await file);
    const filled = at(`filled-${name}.png`);
    const { code } = await run([at(name), "--mask", "8,6,8,5", "-o", filled]);
    assert.equal(code, 0);
    const before = await storedValues(at(name), bits);
    const after = await storedValues(filled, bits);
    assert.equal(after.channels, before.channels);
    for (let i = 0; i < before.values.length; i++) {
      const isAlpha = before.channels === 4 && i % 4 === 3;
      if (isAlpha || !inHole(Math.floor(i / before.channels)))
        assert.equal(after.values[i], before.values[i], `value ${i}`);
    }
  });
}
