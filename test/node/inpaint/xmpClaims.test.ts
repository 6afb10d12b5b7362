// XMP promises nothing that is not in the file, and the rest of it stays as it was.
import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutClaims } from "../../../src/node/inpaint/xmpClaims";

const packet = (namespaces: string, attributes: string, elements: string): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
  `<rdf:Description rdf:about=""${namespaces}${attributes}>${elements}</rdf:Description></rdf:RDF></x:xmpmeta>`;
const dc = ` xmlns:dc="http://purl.org/dc/elements/1.1/"`;
const title = "<dc:title>Gain &amp; depth</dc:title>";

const cases: readonly (readonly [name: string, namespaces: string, attributes: string, elements: string])[] = [
  [
    "a gain map by Adobe",
    ` xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/"`,
    ` hdrgm:Version="1.0" hdrgm:GainMapMax='2.3'`,
    "<hdrgm:Gamma><rdf:Seq><rdf:li>1.0</rdf:li></rdf:Seq></hdrgm:Gamma>",
  ],
  [
    "an Ultra HDR container under other prefixes",
    ` xmlns:C="http://ns.google.com/photos/1.0/container/" xmlns:I="http://ns.google.com/photos/1.0/container/item/"`,
    "",
    `<C:Directory><rdf:Seq><rdf:li rdf:parseType="Resource"><C:Item I:Semantic="Primary" I:Mime="image/jpeg"/></rdf:li>` +
      `<rdf:li rdf:parseType="Resource"><C:Item I:Semantic="GainMap" I:Mime="image/jpeg" I:Length="66171"/></rdf:li>` +
      `</rdf:Seq></C:Directory>`,
  ],
  [
    "a gain map by Apple",
    `\n   xmlns:HDRGainMap="http://ns.apple.com/HDRGainMap/1.0/"`,
    "",
    "\n   <HDRGainMap:HDRGainMapVersion>131072</HDRGainMap:HDRGainMapVersion>",
  ],
  [
    "a depth map and a sound",
    ` xmlns:GDepth="http://ns.google.com/photos/1.0/depthmap/" xmlns:GAudio='http://ns.google.com/photos/1.0/audio/'`,
    ` GDepth:Format="RangeInverse" GDepth:Near="0.2" GAudio:Mime="audio/mp4"`,
    "",
  ],
  ["a second part", ` xmlns:xmpNote="http://ns.adobe.com/xmp/note/"`, ` xmpNote:HasExtendedXMP="0123ABCD"`, ""],
];

for (const [name, namespaces, attributes, elements] of cases) {
  test(`${name} is not announced any more, and all else stays`, () => {
    assert.equal(withoutClaims(packet(dc + namespaces, attributes, elements + title)), packet(dc, "", title));
  });
}

test("of a camera's properties only those of the motion photo go", () => {
  const camera = ` xmlns:GCamera="http://ns.google.com/photos/1.0/camera/"`;
  const other = ` GCamera:BurstID="b0" dc:format="image/jpeg"`;
  const motion =
    ` GCamera:MotionPhoto="1" GCamera:MotionPhotoVersion="1" GCamera:MotionPhotoPresentationTimestampUs="-1"` +
    ` GCamera:MicroVideo="1" GCamera:MicroVideoOffset="4096"`;
  assert.equal(withoutClaims(packet(dc + camera, motion + other, title)), packet(dc + camera, other, title));
});

test("a packet without such things is left as it is, to the letter", () => {
  const text = packet(dc, ` hdrgm:Version="1"`, title); // no such namespace is declared
  assert.equal(withoutClaims(text), text);
});
