// Where a JPEG's picture ends, baseline or progressive, with what is behind it and without its end.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isJpeg, jpegEnd, jpegSegments, withEndMarker } from "../../../src/node/files/jpegSegments";
import { drawSample, inSharp } from "../inpaint/samples";

for (const progressive of [false, true]) {
  test(`a ${progressive ? "progressive" : "baseline"} JPEG ends behind its end marker, whatever follows`, async () => {
    const file = await inSharp(drawSample(100, 80, 3))
      .withExif({ IFD0: { Copyright: "\xff\xd9" } })
      .jpeg({ quality: 100, progressive })
      .toBuffer();
    assert.ok(isJpeg(file));
    assert.equal(jpegEnd(file), file.length);
    assert.equal(jpegEnd(Buffer.concat([file, Buffer.from("behind\xff\xd9", "latin1")])), file.length);
    assert.ok(jpegSegments(file).every(({ marker, end }) => marker !== 0xda && end < file.length));
    assert.equal(withEndMarker(file), file);
    for (const length of [2, 3, 20, 200, file.length >> 1, file.length - 2, file.length - 1])
      assert.equal(jpegEnd(file.subarray(0, length)), null, `cut to ${length} bytes`);
    assert.deepEqual(withEndMarker(file.subarray(0, -2)), file);
  });
}

test("other files get no end marker", () => {
  const file = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  assert.ok(!isJpeg(file));
  assert.equal(withEndMarker(file), file);
});
