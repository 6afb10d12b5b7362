// What metadata show or say of the picture as it was is taken out; the rest of them stays.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import sharp from "sharp";
import { pngChunks } from "../../../src/node/files/pngChunks";
import { cleanXmp, xmpChunk } from "../../../src/node/inpaint/xmp";
import { temporaryFolder } from "../../support/temporaryFolder";
import { drawSample, inSharp, run } from "./samples";

const folder = temporaryFolder("inpaint-previews-");
const at = (name: string): string => join(folder, name);
/** A hole in the sample of 30×22 pixels. */
const rectangle = "8,6,8,5";

for (const format of ["jpg", "png", "webp", "tif"]) {
  test(`${format}: XMP is kept, its orientation set upright and its previews emptied`, async () => {
    await inSharp(drawSample(30, 22, 3))
      .withMetadata({ orientation: 6 })
      .withXmp(packet)
      .jpeg()
      .toFile(at("xmp.jpg"));
    assert.equal((await run([at("xmp.jpg"), "--mask", "2,3,5,4", "-o", at(`xmp-filled.${format}`)])).code, 0);
    const { xmp } = await sharp(at(`xmp-filled.${format}`)).metadata();
    const text = xmp?.toString() ?? "";
    assert.match(text, /tiff:Orientation="1"/);
    assert.match(text, /<xmpGImg:image><\/xmpGImg:image>/);
    assert.match(text, /<dc:title>Grüße<\/dc:title>/);
    const again = at(`xmp-again.${format}`);
    assert.equal((await run([at(`xmp-filled.${format}`), "--mask", "2,3,5,4", "-o", again])).code, 0);
    assert.match((await sharp(again).metadata()).xmp?.toString() ?? "", /Grüße/);
  });
}

const packet =
  `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf=` +
  `"http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" ` +
  `xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmpGImg="http://ns.adobe.com/xap/1.0/g/img/" tiff:Orientation="6">` +
  `<dc:title>Grüße</dc:title><xmpGImg:image>/9j/WHATWASTHERE</xmpGImg:image></rdf:Description></rdf:RDF></x:xmpmeta>` +
  `<?xpacket end="w"?>`;

for (const [where, place] of [
  ["before", 33],
  ["behind", -12],
] as const) {
  test(`XMP of a PNG that stands ${where} the pixels is cleaned and stays, as iTXt, once`, async () => {
    const picture = await inSharp(drawSample(30, 22, 3))
      .png()
      .toBuffer();
    const name = at(`itxt-${where}.png`);
    writeFileSync(name, Buffer.concat([picture.subarray(0, place), xmpChunk(packet), picture.subarray(place)]));
    for (const format of ["png", "jpg"]) {
      const filled = at(`itxt-${where}-filled.${format}`);
      assert.equal((await run([name, "--mask", rectangle, "-o", filled])).code, 0);
      const text = (await sharp(filled).metadata()).xmp?.toString() ?? "";
      assert.match(text, /Grüße/);
      assert.match(text, /tiff:Orientation="1"/);
      assert.doesNotMatch(text, /WHATWASTHERE/);
    }
    const chunks = pngChunks(readFileSync(at(`itxt-${where}-filled.png`)));
    assert.deepEqual(
      chunks.map(({ type }) => type).filter((type) => type.endsWith("Xt")),
      ["iTXt"],
    );
  });
}

test("other ways to write the same XMP are cleaned too; what is no UTF-8 is left alone", () => {
  const nothing = Buffer.alloc(0);
  const clean = (text: string): string | null => cleanXmp(nothing, Buffer.from(text));
  assert.equal(
    clean(`<a tiff:Orientation = '8' xapGImg:image = "/9j/"/>`),
    `<a tiff:Orientation = '1' xapGImg:image = ""/>`,
  );
  assert.equal(
    clean("<tiff:Orientation>\n6</tiff:Orientation><xapGImg:image>/9j/</xapGImg:image>"),
    "<tiff:Orientation>\n1</tiff:Orientation><xapGImg:image></xapGImg:image>",
  );
  assert.equal(cleanXmp(nothing, Buffer.from("grün", "latin1")), null);
  assert.equal(cleanXmp(nothing, undefined), null);
});

test("a resource of Photoshop's that says it is longer than its segment leaves the picture whole", async () => {
  const picture = await inSharp(drawSample(30, 22, 3))
    .jpeg()
    .toBuffer();
  const resources = "Photoshop 3.0\x008BIM\x04\x0c\0\0\0\0\x01\0preview";
  const segment = Buffer.from(`\xff\xed\0${String.fromCharCode(2 + resources.length)}${resources}`, "latin1");
  writeFileSync(at("too-long.jpg"), Buffer.concat([picture.subarray(0, 2), segment, picture.subarray(2)]));
  assert.equal((await run([at("too-long.jpg"), "--mask", rectangle, "-o", at("too-long-filled.jpg")])).code, 0);
  assert.ok(!readFileSync(at("too-long-filled.jpg")).includes("preview"));
  assert.equal((await sharp(at("too-long-filled.jpg"), { failOn: "warning" }).raw().toBuffer()).length, 30 * 22 * 3);
});

test("Photoshop's previews are emptied, named or not, one or several", async () => {
  const picture = await inSharp(drawSample(30, 22, 3))
    .jpeg()
    .toBuffer();
  const resource = (name: string, text: string): string =>
    `8BIM\x04\x0c${name}\0\0\0${String.fromCharCode(text.length)}${text}`;
  const resources = `Photoshop 3.0\0${resource("\0\0", "first preview!")}${resource("\x05thumb", "second preview")}`;
  const segment = Buffer.from(`\xff\xed\0${String.fromCharCode(2 + resources.length)}${resources}`, "latin1");
  writeFileSync(at("photoshop.jpg"), Buffer.concat([picture.subarray(0, 2), segment, picture.subarray(2)]));
  assert.equal((await run([at("photoshop.jpg"), "--mask", rectangle, "-o", at("photoshop-filled.jpg")])).code, 0);
  const filled = readFileSync(at("photoshop-filled.jpg"));
  assert.ok(filled.includes("8BIM"));
  assert.ok(!filled.includes("preview"));
});

for (const format of ["jpg", "png", "webp", "avif"]) {
  test(`${format}: the preview inside EXIF is emptied, the rest of EXIF kept`, async () => {
    const plain = await inSharp(drawSample(30, 22, 3))
      .withExif({ IFD0: { Copyright: "somebody" } })
      .jpeg()
      .toBuffer();
    writeFileSync(at("preview.jpg"), withPreview(plain));
    assert.ok((await sharp(at("preview.jpg")).metadata()).exif?.includes("what was there"));
    const filled = at(`preview-filled.${format}`);
    assert.equal((await run([at("preview.jpg"), "--mask", rectangle, "-o", filled])).code, 0);
    const { exif } = await sharp(filled).metadata();
    assert.ok(exif?.includes("somebody"));
    assert.ok(!readFileSync(filled).includes("what was there"));
  });
}

/** A JPEG as cameras write it: its EXIF block gets a second directory with a preview, here a text. */
function withPreview(jpeg: Buffer): Buffer {
  const preview = Buffer.from("\xff\xd8what was there\xff\xd9", "latin1");
  const first = 8;
  const copyright = Buffer.from("somebody\0\0");
  const block = Buffer.alloc(26 + 42 + copyright.length + preview.length);
  block.write("MM\0\x2a\0\0\0\x08", "latin1");
  const entry = (at: number, tag: number, type: number, count: number, value: number): void => {
    block.writeUInt16BE(tag, at);
    block.writeUInt16BE(type, at + 2);
    block.writeUInt32BE(count, at + 4);
    if (type === 3) block.writeUInt16BE(value, at + 8);
    else block.writeUInt32BE(value, at + 8);
  };
  block.writeUInt16BE(1, first);
  entry(first + 2, 0x8298, 2, copyright.length, 68);
  block.writeUInt32BE(26, first + 14);
  block.writeUInt16BE(3, 26);
  entry(28, 0x103, 3, 1, 6);
  entry(40, 0x201, 4, 1, 68 + copyright.length);
  entry(52, 0x202, 4, 1, preview.length);
  block.set(copyright, 68);
  block.set(preview, 68 + copyright.length);
  const head = Buffer.from("\xff\xe1\0\0Exif\0\0", "latin1");
  const old = jpeg.indexOf("Exif\0\0") - 4;
  head.writeUInt16BE(2 + 6 + block.length, 2);
  return Buffer.concat([jpeg.subarray(0, old), head, block, jpeg.subarray(old + 2 + jpeg.readUInt16BE(old + 2))]);
}
