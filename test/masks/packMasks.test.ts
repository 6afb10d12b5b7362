import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { imageBatch } from "../../src/images/batch";
import { packMasks, unpackMasks } from "../../src/masks/packMasks";
import { drawSquareMasks } from "../../src/masks/square";
import { randomStream } from "../../src/random";

const { packed } = JSON.parse(readFileSync(join(__dirname, "../fixtures/masks.json"), "utf8")) as {
  packed: { shape: [number, number, number]; known: number[]; bytes: string };
};

test("bits lie as numpy.packbits lays them", () => {
  const [count, height, width] = packed.shape;
  const knownMask = imageBatch(Uint8Array.from(packed.known), [count, height, width, 1]);
  assert.equal(Buffer.from(packMasks(knownMask)).toString("hex"), packed.bytes);
  assert.deepEqual(unpackMasks(Buffer.from(packed.bytes, "hex"), [count, height, width, 3]), knownMask);
});

test("float masks pack alike, and what was packed comes back", () => {
  const masks = drawSquareMasks([50, 13, 11, 3], randomStream(1, "test"));
  const bytes = packMasks(masks);
  assert.equal(bytes.length, Math.ceil((50 * 13 * 11) / 8));
  assert.deepEqual(unpackMasks(bytes, [50, 13, 11, 3]), masks);
  assert.deepEqual(packMasks(imageBatch(Float32Array.from(masks.data), masks.shape)), bytes);
});

test("what does not fit is refused", () => {
  assert.throws(
    () => unpackMasks(new Uint8Array(4), [2, 3, 3, 1]),
    /Expected 3 bytes for 2 masks of 3×3, one bit per pixel, but received 4\. Check the shape and that the file is complete\.$/,
  );
  assert.throws(
    () => unpackMasks(Uint8Array.of(0, 0, 1), [2, 3, 3, 1]),
    /Expected the last byte to end in 6 zeros, but received 1\. Check/,
  );
  assert.throws(
    () => packMasks(imageBatch(Uint8Array.of(0, 255), [1, 1, 2, 1])),
    /Expected knownMask values 0 \(hole\) or 1 \(known\), but received 255/,
  );
  assert.throws(
    () => packMasks(imageBatch(Uint8Array.of(0, 1), [1, 1, 1, 2])),
    /Expected knownMask of shape \[1,1,1,1\]/,
  );
});
