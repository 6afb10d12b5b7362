// What a file carries beside its picture is named when it is left behind, and nothing of it is in the filled file.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import sharp from "sharp";
import { pngChunk } from "../../../src/node/files/pngChunks";
import { temporaryFolder } from "../../support/temporaryFolder";
import { drawSample, inSharp, run } from "./samples";

const folder = temporaryFolder("inpaint-companions-");
const at = (name: string): string => join(folder, name);
const rdf = (attributes: string): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
  `<rdf:Description rdf:about="" ${attributes}/></rdf:RDF></x:xmpmeta>`;
const gainMapXmp = `xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="1.0"`;
const motionXmp = `xmlns:GCamera="http://ns.google.com/photos/1.0/camera/" GCamera:MotionPhoto="1"`;
const depthXmp = `xmlns:GDepth="http://ns.google.com/photos/1.0/depthmap/" GDepth:Format="RangeInverse"`;
const video = Buffer.from("\0\0\0\x18ftypmp42\0\0\0\0isommp42the film\xff\xd8\xff\xe0", "latin1");

const jpeg = (xmp?: string): Promise<Buffer> => {
  const picture = inSharp(drawSample(30, 22, 3)).jpeg();
  return (xmp === undefined ? picture : picture.withXmp(rdf(xmp))).toBuffer();
};

/** sharp's types do not list it. */
const canHaveGainMap = (picture: sharp.Sharp): picture is sharp.Sharp & { withGainMap(): sharp.Sharp } =>
  "withGainMap" in picture;

/** The file with one more segment behind its first two bytes. */
function withSegment(file: Buffer, marker: number, content: string): Buffer {
  const data = Buffer.from(content, "latin1");
  const head = Buffer.of(0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255);
  return Buffer.concat([file.subarray(0, 2), head, data, file.subarray(2)]);
}

const files = new Map<string, Buffer>();
before(async () => {
  const plain = await jpeg();
  const gainMap = await jpeg(gainMapXmp);
  const hdr = Float32Array.from({ length: 64 * 64 * 3 }, (_, i) => (i % 300) / 60);
  const light = sharp(hdr, { raw: { width: 64, height: 64, channels: 3 } }).pipelineColourspace("scrgb");
  assert.ok(canHaveGainMap(light));
  const extension = "http://ns.adobe.com/xmp/extension/\0";
  const entry = Object.entries({
    "plain.jpg": plain,
    "padded.jpg": Buffer.concat([plain, Buffer.alloc(5000)]),
    "ultra.jpg": await light.withGainMap().toColourspace("scrgb").jpeg().toBuffer(),
    "gain.jpg": Buffer.concat([await jpeg(gainMapXmp), gainMap]),
    "motion.jpg": Buffer.concat([await jpeg(motionXmp), video]),
    "both.jpg": Buffer.concat([await jpeg(`${motionXmp} ${gainMapXmp}`), gainMap, video]),
    "stereo.jpg": Buffer.concat([plain, plain]),
    "three.jpg": Buffer.concat([plain, Buffer.alloc(9), plain, plain]),
    "depth.jpg": withSegment(await jpeg(depthXmp), 0xe1, `${extension}${rdf(`${depthXmp} GDepth:Data="iVBOR"`)}`),
    "sound.jpg": withSegment(plain, 0xe1, `${extension}<rdf:Description GAudio:Data="AAAA"/>`),
    "extended.jpg": withSegment(plain, 0xe1, `${extension}<rdf:Description dc:title="long"/>`),
    "signed.jpg": withSegment(plain, 0xeb, "JP\0\x01\0\0\0\x01\0\0\0\x2cjumb\0\0\0\x24jumdc2pa"),
    "behind.jpg": Buffer.concat([plain, Buffer.from("notes that somebody put behind the picture")]),
    "unkept.jpg": await jpeg(`${motionXmp} ${gainMapXmp}`),
  });
  for (const [name, file] of entry) files.set(name, file);
  const png = await inSharp(drawSample(30, 22, 3))
    .png()
    .toBuffer();
  files.set(
    "signed.png",
    Buffer.concat([png.subarray(0, 33), pngChunk("caBX", Buffer.from("c2pa")), png.subarray(33)]),
  );
  files.set("plain.png", png);
  files.set(
    "plain.avif",
    await inSharp(drawSample(30, 22, 4))
      .avif()
      .toBuffer(),
  );
  files.set(
    "depth.avif",
    withAuxiliary(
      await inSharp(drawSample(30, 22, 4))
        .avif()
        .toBuffer(),
    ),
  );
});

/** An AVIF whose auxiliary picture, its transparency, is called a depth map: names of the same length. */
function withAuxiliary(avif: Buffer): Buffer {
  const text = avif.toString("latin1");
  const alpha = "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha";
  assert.ok(text.includes(alpha));
  return Buffer.from(text.replace(alpha, alpha.replace("alpha", "depth")), "latin1");
}

const named: readonly (readonly [file: string, what: string | null])[] = [
  ["plain.jpg", null],
  ["padded.jpg", null],
  ["plain.png", null],
  ["plain.avif", null],
  ["unkept.jpg", null],
  ["ultra.jpg", "a gain map for HDR"],
  ["gain.jpg", "a gain map for HDR"],
  ["motion.jpg", "the video of a motion photo"],
  ["both.jpg", "a gain map for HDR and the video of a motion photo"],
  ["stereo.jpg", "a further picture"],
  ["three.jpg", "2 further pictures"],
  ["depth.jpg", "a depth map"],
  ["sound.jpg", "recorded sound"],
  ["extended.jpg", "a second part of its XMP"],
  ["signed.jpg", "Content Credentials"],
  ["signed.png", "Content Credentials"],
  ["behind.jpg", "42 bytes behind its end"],
  ["depth.avif", "a depth map"],
];

for (const [name, what] of named) {
  test(`${name}: ${what ?? "nothing to name"}`, async () => {
    const file = files.get(name);
    assert.ok(file !== undefined);
    writeFileSync(at(name), file);
    const filled = at(`filled-${name}`);
    const { code, warned } = await run([at(name), "--mask", "8,6,8,5", "-o", filled]);
    assert.deepEqual([code, warned], [0, what === null ? [] : [`${at(name)} also holds ${what}: not written.`]]);
    const written = readFileSync(filled);
    for (const trace of ["hdrgm:", "MotionPhoto", "ftypmp42", "GDepth:", "MPF\0", "21496", "c2pa", "extension/"])
      assert.ok(!written.includes(trace), `${trace} is still there`);
    assert.equal((await sharp(filled).metadata()).gainMap, undefined);
  });
}
