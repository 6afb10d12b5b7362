import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { findPictures } from "../../../src/node/pictures/findPictures";
import { temporaryFolder } from "../../support/temporaryFolder";
import { writePictures } from "./pictureFiles";

const folder = temporaryFolder("find-pictures-");
before(() => writePictures(folder));

test("pictures at any depth, in order; hidden ones and other files are passed over, unread formats are named", () => {
  symlinkSync(folder, join(folder, "round"));
  const { files, leftOut } = findPictures(folder);
  assert.deepEqual(
    files.map(({ name }) => name),
    [
      "alpha.webp",
      "colours.jpg",
      "damaged/cut.jpg",
      "damaged/empty.png",
      "damaged/text.jpg",
      "deep/deeper/grey.png",
      "deep/sixteen.png",
      "deep/turned.JPEG",
      "inks.tif",
      "plain.tiff",
      "small.png",
    ],
  );
  assert.deepEqual(leftOut, [{ name: "phone.heic", reason: "HEIC is not read" }]);
});

test("no folder, an empty one, one without pictures", () => {
  const empty = temporaryFolder("no-pictures-");
  assert.throws(
    () => findPictures(join(empty, "none")),
    /Expected a folder of pictures at .*none, but received nothing \(ENOENT\)\. Name a folder\./,
  );
  assert.throws(
    () => findPictures(empty),
    /Expected pictures in .* or in folders below it, but received none\. Name a folder with JPEG, PNG, WebP or TIFF files\./,
  );
  writeFileSync(join(empty, "a.heic"), "x");
  assert.throws(() => findPictures(empty), /but received only what cannot be read: a\.heic \(HEIC is not read\)/);
  assert.throws(
    () => findPictures(join(empty, "a.heic")),
    /Expected a folder of pictures at .*a\.heic, but received a file/,
  );
});

test("a folder that may not be read is refused, one below it is named and left out", (context) => {
  const forbidden = (path: string): never => {
    throw Object.assign(new Error("EACCES"), { code: "EACCES", path });
  };
  const entries = (path: string) => readdirSync(path, { withFileTypes: true });
  assert.throws(
    () => findPictures(folder, forbidden),
    /Expected permission to read .*, but received EACCES\. Change the permissions/,
  );
  const { files, leftOut } = findPictures(folder, (path) => (path.endsWith("deep") ? forbidden(path) : entries(path)));
  assert.ok(files.length > 0 && files.every(({ name }) => !name.startsWith("deep/")));
  assert.equal(leftOut[0].name, "deep/");
  assert.match(leftOut[0].reason, /EACCES/);

  if (process.getuid?.() === 0) return context.diagnostic("run as root, whom permissions do not stop");
  const locked = join(temporaryFolder("locked-"), "locked");
  mkdirSync(locked);
  chmodSync(locked, 0);
  assert.throws(() => findPictures(locked), /Expected permission to read/);
  chmodSync(locked, 0o700);
});
