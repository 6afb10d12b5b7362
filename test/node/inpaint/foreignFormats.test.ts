// Formats that are not read are called by their names, and those that are read are not among them.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { foreignFormat } from "../../../src/node/inpaint/foreignFormats";
import { temporaryFolder } from "../../support/temporaryFolder";
import { rawTiff } from "./rawTiff";
import { drawSample, inSharp, run } from "./samples";

const folder = temporaryFolder("inpaint-foreign-");
const bytes = (text: string): Buffer => Buffer.from(text, "latin1");

/** The first bytes of each, as the formats' specifications say. */
const files: readonly (readonly [name: string, file: string, start: string])[] = [
  ["BMP", "a.bmp", "BM\x36\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0"],
  ["JPEG XL", "codestream.jxl", "\xff\x0a\xfa\x1f"],
  ["JPEG XL", "container.jxl", "\0\0\0\x0cJXL \r\n\x87\n"],
  ["JPEG 2000", "a.jp2", "\0\0\0\x0cjP  \r\n\x87\n"],
  ["JPEG 2000", "a.j2k", "\xff\x4f\xff\x51\0\x2f"],
  ["JPEG XR", "a.jxr", "II\xbc\x01"],
  ["PBM", "a.pbm", "P4\n2 2\n"],
  ["PGM", "a.pgm", "P5 2 2 255\n"],
  ["PPM", "a.ppm", "P6\n# by hand\n2 2\n255\n"],
  ["PAM", "a.pam", "P7\nWIDTH 2\n"],
  ["TGA", "new.dat", "\0\0\x02\0\0\0\0\0\0\0\0\0\x02\0\x02\0\x18\0............\0\0\0\0\0\0\0\0TRUEVISION-XFILE.\0"],
  ["TGA", "old.tga", "\0\0\x02\0\0\0\0\0\0\0\0\0\x02\0\x02\0\x18\0............"],
  ["HEIC", "a.heic", "\0\0\0\x18ftypheic\0\0\0\0mif1heic"],
  ["HEIC", "b.heic", "\0\0\0\x18ftypmif1\0\0\0\0mif1heic"],
  ["HEIF", "a.heif", "\0\0\0\x14ftypmif1\0\0\0\0mif1"],
  ["SVG", "a.svg", `<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns="http://www.w3.org/2000/svg"/>`],
  ["PDF", "a.pdf", "%PDF-1.7\n"],
  ["PostScript", "a.eps", "%!PS-Adobe-3.0 EPSF-3.0\n"],
  ["a Photoshop document", "a.psd", "8BPS\0\x01\0\0\0\0\0\0"],
  ["a GIMP document", "a.xcf", "gimp xcf v011\0"],
  ["OpenEXR", "a.exr", "v/1\x01\x02\0\0\0"],
  ["Radiance HDR", "a.hdr", "#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n"],
  ["QOI", "a.qoi", "qoif\0\0\0\x02"],
  ["DDS", "a.dds", "DDS \x7c\0\0\0"],
  ["an icon", "a.ico", "\0\0\x01\0\x01\0\x20\x20"],
  ["camera raw", "a.cr2", "II*\0\x10\0\0\0CR\x02\0"],
  ["camera raw", "a.cr3", "\0\0\0\x18ftypcrx \0\0\0\x01crx isom"],
  ["camera raw", "a.orf", "IIRO\x08\0\0\0"],
  ["camera raw", "a.rw2", "IIU\0\x18\0\0\0"],
  ["camera raw", "a.raf", "FUJIFILMCCD-RAW 0201"],
  ["a video", "a.mp4", "\0\0\0\x18ftypmp42\0\0\0\0isommp42"],
  ["a web page", "a.jpg", "<!DOCTYPE html><html><body>404"],
];

for (const [name, file, start] of files) {
  test(`${file} is said to be ${name}, with a way out`, async () => {
    const path = join(folder, file);
    writeFileSync(path, bytes(start));
    const { code, warned } = await run([path, "--mask", "0,0,1,1", "-o", join(folder, "out.png")]);
    const begin = `Expected a JPEG, PNG, WebP, TIFF, GIF or AVIF at ${path}, but received ${name}, which is not read.`;
    assert.deepEqual([code, warned.length, warned[0].slice(0, begin.length)], [1, 1, begin]);
    assert.match(warned[0].slice(begin.length), /^ (?:Save|Export|Download) .*\.$/);
  });
}

test("a TIFF that begins with a small preview, as a camera's raw file does, is not taken for the picture", () => {
  const file = rawTiff({ width: 2, height: 2, photometric: 2, bits: 8, channels: 3 }, Buffer.alloc(12));
  assert.equal(foreignFormat(file, "a.tif"), null);
  // The tag of its width becomes NewSubfileType with the value 1, and is sorted first already.
  const directory = file.readUInt32LE(4);
  file.writeUInt16LE(254, directory + 2);
  file.writeUInt32LE(1, directory + 10);
  assert.equal(foreignFormat(file, "a.nef")?.name, "camera raw");
});

test("what is read is not foreign", async () => {
  const sample = inSharp(drawSample(20, 20, 3));
  for (const format of ["jpeg", "png", "webp", "tiff", "gif", "avif"] as const)
    assert.equal(foreignFormat(await sample.clone().toFormat(format).toBuffer(), `a.${format}`), null);
  assert.equal(foreignFormat(bytes("BMX is no picture, but text"), "a.txt"), null);
  assert.equal(foreignFormat(Buffer.alloc(0), "a.tga"), null);
});
