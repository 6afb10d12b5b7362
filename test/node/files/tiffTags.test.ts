// Tags of TIFF files in either byte order, short lists and long ones, and of files that end too early.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isTiff, tiffTag } from "../../../src/node/files/tiffTags";
import { rawTiff } from "../inpaint/rawTiff";

const kind = { width: 3, height: 2, photometric: 2, bits: 8, channels: 5, extra: [0, 2] };

for (const bigEndian of [false, true]) {
  test(`${bigEndian ? "big" : "little"} endian: values within an entry and behind the directory`, () => {
    const file = rawTiff({ ...kind, bigEndian }, Buffer.alloc(30));
    assert.ok(isTiff(file));
    assert.deepEqual(tiffTag(file, 338)?.values, [0, 2]);
    assert.deepEqual(tiffTag(file, 256)?.values, [3]);
    const depths = tiffTag(file, 258);
    assert.deepEqual(depths?.values, [8, 8, 8, 8, 8]);
    assert.equal(bigEndian ? file.readUInt16BE(depths.at) : file.readUInt16LE(depths.at), 8);
    assert.equal(tiffTag(file, 34675), null);
  });
}

test("a BigTIFF's tag", () => {
  const file = Buffer.alloc(16 + 8 + 20 + 8);
  file.write("II+\0\x08\0\0\0\x10", "latin1");
  file.writeUInt8(1, 16);
  file.writeUInt16LE(338, 24);
  file.writeUInt16LE(3, 26);
  file.writeUInt8(1, 28);
  file.writeUInt16LE(2, 36);
  assert.deepEqual(tiffTag(file, 338), { values: [2], at: 36 });
});

test("what is no TIFF, or cut off, has no tags", () => {
  const file = rawTiff(kind, Buffer.alloc(30));
  assert.equal(tiffTag(Buffer.from("\x89PNG\r\n\x1a\nand more than that", "latin1"), 338), null);
  for (let length = 0; length < file.length; length++) {
    const values = tiffTag(file.subarray(0, length), 258)?.values;
    assert.ok(values === undefined, `cut to ${length} bytes`);
  }
});
