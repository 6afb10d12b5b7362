import assert from "node:assert/strict";
import { test } from "node:test";
import { someOf, unreadFormat } from "../../../src/node/inpaint/pictureEndings";
import { pictureNames } from "../../../src/node/inpaint/pictureFiles";

test("pictures that are not read are known by their ending; what is read, or no picture, is not among them", () => {
  const formats = ["a.HEIC", "b.bmp", "c.jxl", "d.jp2", "e.ppm", "f.CR2", "g.svg"].map(unreadFormat);
  assert.deepEqual(formats, ["HEIC", "BMP", "JPEG XL", "JPEG 2000", "Netpbm", "camera raw", "SVG"]);
  for (const name of ["Thumbs.db", "notes.txt", "clip.mp4", "a", ".bmp"]) assert.equal(unreadFormat(name), null, name);
  for (const name of ["a.png", "a.JPG", "a.jfif", "a.jpe", "a.apng", "a.tif", "a.avif", "a.gif", "a.webp"]) {
    assert.ok(pictureNames.test(name) && unreadFormat(name) === null, name);
  }
});

test("of many names the first five are said", () => {
  assert.equal(someOf(["a"]), "a");
  assert.equal(someOf(["a", "b"]), "a and b");
  assert.equal(someOf(["a", "b", "c", "d", "e", "f"]), "a, b, c, d, e and f");
  assert.equal(someOf(["a", "b", "c", "d", "e", "f", "g"]), "a, b, c, d, e and 2 more");
});
