// What libvips drops or garbles on the way from PNG to PNG and from JPEG to JPEG is copied from the original, byte for byte:
// text, which it reads as UTF-8 where PNG has Latin-1 (PNG, third edition, section 11.3.3), colour chunks without a profile
// (section 11.3.2), and the comments of a JPEG (ITU T.81, section B.2.4.5).
import { crc32 } from "node:zlib";

const pngText = ["tEXt", "zTXt", "iTXt"], pngColour = ["gAMA", "cHRM", "sRGB", "cICP"];
/** ImageMagick's way to store EXIF and Photoshop's resources as text: orientation and previews that are no longer true. */
const staleText = /^Raw profile type (exif|APP1|8bim)\0/;
const jpegStart = 0xd8, jpegScan = 0xda, jpegComment = 0xfe, isJpegApplication = (marker: number): boolean => marker >> 4 === 0xe;

/** The bytes of `file` with text and comments of `original`; `file` itself where the formats differ or there are none. */
export function keepComments(original: Buffer, file: Buffer): Buffer {
  if (isPng(original) && isPng(file)) return keepPngChunks(original, file);
  return isJpeg(original) && isJpeg(file) ? keepJpegComments(original, file) : file;
}

function keepPngChunks(original: Buffer, file: Buffer): Buffer {
  const kept = pngChunks(original).filter(({ type, bytes }) =>
    pngColour.includes(type) || (pngText.includes(type) && !staleText.test(bytes.toString("latin1", 8, 40))));
  const [header, ...rest] = pngChunks(file).filter(({ type }) => !pngColour.includes(type) && !pngText.includes(type));
  return Buffer.concat([file.subarray(0, 8), header.bytes, ...[...kept, ...rest].map(({ bytes }) => bytes)]);
}

/** The chunks of a PNG, up to the first that is cut off; those whose check sum is wrong are left out, as decoders do. */
function pngChunks(file: Buffer): { type: string; bytes: Buffer }[] {
  const chunks: { type: string; bytes: Buffer }[] = [];
  for (let at = 8, end = 0; at + 12 <= file.length; at = end) {
    end = at + 12 + file.readUInt32BE(at);
    if (end > file.length) break;
    const bytes = file.subarray(at, end), sound = crc32(bytes.subarray(4, -4)) === bytes.readUInt32BE(bytes.length - 4);
    if (sound) chunks.push({ type: bytes.toString("latin1", 4, 8), bytes });
  }
  return chunks;
}

function keepJpegComments(original: Buffer, file: Buffer): Buffer {
  const kept = jpegSegments(original).filter(({ marker }) => marker === jpegComment).map(({ start, end }) =>
    original.subarray(start, end));
  const at = jpegSegments(file).find(({ marker }) => !isJpegApplication(marker))?.start ?? 2;
  return Buffer.concat([file.subarray(0, at), ...kept, file.subarray(at)]);
}

/** Where the segments before the first scan lie. */
function jpegSegments(file: Buffer): { marker: number; start: number; end: number }[] {
  const segments: { marker: number; start: number; end: number }[] = [];
  for (let at = 2, end = 0; at + 4 <= file.length && file[at] === 0xff; at = end) {
    const marker = file[at + 1], isFill = marker === 0xff;
    if (marker === jpegScan) break;
    end = isFill ? at + 1 : at + 2 + file.readUInt16BE(at + 2);
    if (!isFill) segments.push({ marker, start: at, end });
  }
  return segments;
}

const isPng = (file: Buffer): boolean => file.toString("latin1", 0, 8) === "\x89PNG\r\n\x1a\n";
const isJpeg = (file: Buffer): boolean => file[0] === 0xff && file[1] === jpegStart;
