// Text and comments in a file come through unchanged, and none are made up.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import sharp from "sharp";
import { pngChunk, pngChunks } from "../../../src/node/files/pngChunks";
import { temporaryFolder } from "../../support/temporaryFolder";
import { drawSample, inSharp, run } from "./samples";

const folder = temporaryFolder("inpaint-comments-");
const at = (name: string): string => join(folder, name);
/** A hole in the sample of 30×22 pixels. */
const rectangle = "8,6,8,5";

test("PNG text in Latin-1 and UTF-8 and colour chunks stay byte for byte; what is damaged or stale is dropped", async () => {
  const picture = await inSharp(drawSample(30, 22, 3))
    .png()
    .toBuffer();
  const header = 8 + 25;
  const chunks = [
    latinChunk("gAMA", "\0\0\xb1\x8f"),
    latinChunk("tEXt", "Author\0J\xfcrgen"),
    latinChunk("iTXt", "Title\0\0\0de\0Titel\0Gr\xc3\xbc\xc3\x9fe"),
  ];
  const damaged = latinChunk("tEXt", "Author\0nobody");
  const stale = latinChunk("zTXt", "Raw profile type exif\0\0old orientation");
  damaged[damaged.length - 1] ^= 1;
  writeFileSync(
    at("texts.png"),
    Buffer.concat([picture.subarray(0, header), ...chunks, damaged, stale, picture.subarray(header)]),
  );
  assert.equal((await run([at("texts.png"), "--mask", rectangle, "-o", at("texts-filled.png")])).code, 0);
  const filled = readFileSync(at("texts-filled.png"));
  assert.equal(filled.indexOf(Buffer.concat(chunks)), header);
  for (const word of ["nobody", "zTXt", "orientation"]) assert.ok(!filled.includes(word), word);
  const { comments } = await sharp(filled).metadata();
  assert.deepEqual(
    comments?.map(({ keyword }) => keyword),
    ["Author", "Title"],
  );
});

test("the comments of a JPEG stay, once each, behind EXIF and profile", async () => {
  const picture = await inSharp(drawSample(30, 22, 3))
    .withIccProfile("p3")
    .jpeg()
    .toBuffer();
  const comments = ["\xff\xfe\0\x08J\xfcrgen", "\xff\xfe\0\x07K\xc3\xb6ln"].map((segment) =>
    Buffer.from(segment, "latin1"),
  );
  writeFileSync(
    at("commented.jpg"),
    Buffer.concat([picture.subarray(0, 2), Buffer.from([0xff]), ...comments, picture.subarray(2)]),
  );
  assert.equal((await run([at("commented.jpg"), "--mask", rectangle, "-o", at("commented-filled.jpg")])).code, 0);
  const filled = readFileSync(at("commented-filled.jpg"));
  const start = filled.indexOf(Buffer.concat(comments));
  assert.ok(start > filled.indexOf("ICC_PROFILE") && filled.indexOf(comments[0], start + 1) < 0);
  assert.ok((await sharp(filled).metadata()).icc !== undefined);
});

test("a PNG without metadata gets none", async () => {
  await inSharp(drawSample(30, 22, 3))
    .png()
    .toFile(at("bare.png"));
  const bare = readFileSync(at("bare.png"));
  const plain = Buffer.concat(
    pngChunks(bare)
      .filter(({ type }) => !["pHYs", "eXIf"].includes(type))
      .map(({ bytes }) => bytes),
  );
  writeFileSync(at("bare.png"), Buffer.concat([bare.subarray(0, 8), plain]));
  assert.equal((await run([at("bare.png"), "--mask", rectangle, "-o", at("bare-filled.png")])).code, 0);
  const types = pngChunks(readFileSync(at("bare-filled.png"))).map(({ type }) => type);
  assert.deepEqual([...new Set(types)], ["IHDR", "IDAT", "IEND"]);
});

test("of an animated PNG the first picture is written, and that is said", async () => {
  const picture = await inSharp(drawSample(30, 22, 3))
    .png()
    .toBuffer();
  writeFileSync(
    at("moving-png.png"),
    Buffer.concat([picture.subarray(0, 33), latinChunk("acTL", "\0\0\0\x01\0\0\0\0"), picture.subarray(33)]),
  );
  const { code, warned } = await run([at("moving-png.png"), "--mask", rectangle, "-o", at("moving-png-filled.png")]);
  assert.equal(code, 0);
  assert.match(warned.join("\n"), /moving-png\.png is animated: only its first picture is filled and written/);
});

/** A chunk of a PNG; `data` in Latin-1. */
function latinChunk(type: string, data: string): Buffer {
  return pngChunk(type, Buffer.from(data, "latin1"));
}
