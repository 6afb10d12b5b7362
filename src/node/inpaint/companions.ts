// What a file carries beside its picture and what is not written with it, since it would still show what was taken out: gain maps
// (ISO 21496-1, Adobe's hdrgm), further pictures (CIPA DC-007, MPF), depth maps, the videos of motion photos, recorded sound.
import type { Metadata } from "sharp";
import { isJpeg, jpegEnd, jpegSegments } from "../files/jpegSegments";
import { isPng, pngChunks } from "../files/pngChunks";

/** A sentence that names it all; null where there is nothing. `metadata`: as sharp hands it out. */
export function companionsNote(path: string, file: Buffer, metadata: Metadata): string | null {
  const found = companions(file, metadata);
  if (found.length === 0) return null;
  const list = found.length === 1 ? found[0] : `${found.slice(0, -1).join(", ")} and ${found[found.length - 1]}`;
  return `${path} also holds ${list}: not written.`;
}

function companions(file: Buffer, metadata: Metadata): string[] {
  if (isJpeg(file)) return inJpeg(file, metadata);
  if (metadata.format === "heif") return inHeif(file);
  if (isPng(file)) return pngChunks(file).some(({ type }) => type === "caBX") ? [contentCredentials] : [];
  return (metadata.subifds ?? 0) > 0 ? ["smaller or further pictures"] : [];
}

const gainMap = "a gain map for HDR";
const depthMap = "a depth map";
const contentCredentials = "Content Credentials";
const extendedXmp = "http://ns.adobe.com/xmp/extension/\0";

function inJpeg(file: Buffer, { gainMap: ownGainMap, xmp }: Metadata): string[] {
  const applications = jpegSegments(file).filter(({ marker }) => marker >> 4 === 0xe);
  const extension = applications
    .map(({ start, end }) => file.toString("latin1", start + 4, end))
    .filter((text) => text.startsWith(extendedXmp))
    .join("");
  const text = (xmp?.toString("latin1") ?? "") + extension;
  const behind = file.subarray(jpegEnd(file) ?? file.length);
  const video = videoStart(behind);
  const pictures = picturesIn(behind.subarray(0, video ?? behind.length)).map(kindOfPicture);
  const found = new Set<string>();
  if (ownGainMap !== undefined || pictures.includes(gainMap)) found.add(gainMap);
  if (pictures.includes(depthMap) || /\bGDepth:Data\b/.test(text)) found.add(depthMap);
  const further =
    pictures.filter((kind) => kind === null).length - Number(ownGainMap !== undefined && !pictures.includes(gainMap));
  if (further > 0) found.add(further === 1 ? "a further picture" : `${further} further pictures`);
  if (/\bGImage:Data\b/.test(text)) found.add("the picture before an effect of the camera");
  if (video !== null) found.add("the video of a motion photo");
  if (/\bGAudio:Data\b/.test(text)) found.add("recorded sound");
  if (extension !== "" && found.size === 0) found.add("a second part of its XMP");
  if (applications.some(({ marker, start, end }) => marker === 0xeb && file.subarray(start, end).includes("c2pa"))) {
    found.add(contentCredentials);
  }
  const unknown = pictures.length === 0 && video === null ? behind.filter((byte) => byte !== 0).length : 0;
  if (unknown > 16) found.add(`${behind.length} bytes behind its end`);
  return [...found];
}

/** Where an MP4 or QuickTime file begins; null where there is none. */
function videoStart(bytes: Buffer): number | null {
  for (let at = bytes.indexOf("ftyp"); at >= 0; at = bytes.indexOf("ftyp", at + 4)) {
    if (at >= 4 && bytes.readUInt32BE(at - 4) < 256) return at - 4;
  }
  return null;
}

/** The JPEG files that follow each other in these bytes, with padding or not. */
function picturesIn(bytes: Buffer): Buffer[] {
  const pictures: Buffer[] = [];
  for (let at = bytes.indexOf("\xff\xd8\xff", 0, "latin1"); at >= 0;) {
    const length = jpegEnd(bytes.subarray(at)) ?? bytes.length - at;
    pictures.push(bytes.subarray(at, at + length));
    at = bytes.indexOf("\xff\xd8\xff", at + length, "latin1");
  }
  return pictures;
}

/** Gain maps and depth maps say in their own metadata what they are. */
function kindOfPicture(jpeg: Buffer): string | null {
  const text = jpegSegments(jpeg)
    .map(({ start, end }) => jpeg.toString("latin1", start + 4, end))
    .join("");
  if (/hdr-gain-map|HDRGainMap|iso:ts:21496/i.test(text)) return gainMap;
  return /depthData|depthmap|portraiteffectsmatte/i.test(text) ? depthMap : null;
}

/** Auxiliary pictures of an AVIF file but its transparency, and derived ones for HDR, by the names in its meta box. */
function inHeif(file: Buffer): string[] {
  const meta = metaBox(file).toString("latin1");
  const found: string[] = [];
  if (/infe[^]{8,12}tmap/.test(meta) || /auxC[^]{4}[\x20-\x7e]*(?:hdrgainmap|21496)/i.test(meta)) found.push(gainMap);
  if (/auxC[^]{4}(?:[\x20-\x7e]*auxiliary:depth|urn:mpeg:hevc:2015:auxid:2)/.test(meta)) found.push(depthMap);
  if (/infe[^]{8,12}mime[^]{0,40}c2pa/.test(meta) || file.subarray(0, 4096).includes("c2pa"))
    found.push(contentCredentials);
  if (file.subarray(0, 64).includes("avis")) found.push("an animation");
  return found;
}

function metaBox(file: Buffer): Buffer {
  for (let at = 0; at + 8 <= file.length;) {
    const size = file.readUInt32BE(at);
    if (file.toString("latin1", at + 4, at + 8) === "meta") return file.subarray(at, at + size);
    if (size < 8) break;
    at += size;
  }
  return file.subarray(0, 0);
}
