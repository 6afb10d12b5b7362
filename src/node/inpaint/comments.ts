// What libvips drops, garbles or makes up on the way from PNG to PNG and from JPEG to JPEG is copied from the original, byte for
// byte: text, which it reads as UTF-8 where PNG has Latin-1 (PNG, third edition, section 11.3.3), colour chunks without a profile
// (section 11.3.2), the size of a pixel, and the comments of a JPEG (ITU T.81, section B.2.4.5).
import { isJpeg, jpegSegments } from "../files/jpegSegments";
import { isPng, pngChunks, type PngChunk } from "../files/pngChunks";
import { isXmp, xmpChunk } from "./xmp";

const pngText = ["tEXt", "zTXt", "iTXt"];
const pngOther = ["gAMA", "cHRM", "sRGB", "cICP", "mDCV", "cLLI", "pHYs"];
/** ImageMagick's way to store metadata as text: orientation and previews that are no longer true. */
const staleText = /^Raw profile type (exif|APP1|8bim|xmp)\0/;
const jpegComment = 0xfe;
const isJpegApplication = (marker: number): boolean => marker >> 4 === 0xe;

/** The bytes of a PNG with this XMP as the specification wants it, in place of the compressed text that libvips writes. */
export function placeXmp(file: Buffer, xmp: string): Buffer {
  const [header, ...rest] = pngChunks(file).filter(({ type, bytes }) => !(pngText.includes(type) && isXmp(bytes)));
  return Buffer.concat([file.subarray(0, 8), header.bytes, xmpChunk(xmp), ...rest.map(({ bytes }) => bytes)]);
}

/** The bytes of `file` with text and comments of `original`; `file` itself where the formats differ. */
export function keepComments(original: Buffer, file: Buffer): Buffer {
  if (isPng(original) && isPng(file)) return keepPngChunks(original, file);
  return isJpeg(original) && isJpeg(file) ? keepJpegComments(original, file) : file;
}

function keepPngChunks(original: Buffer, file: Buffer): Buffer {
  const copied = ({ type, bytes }: PngChunk): boolean =>
    pngOther.includes(type) || (pngText.includes(type) && !isXmp(bytes));
  const isStale = ({ bytes }: PngChunk): boolean => staleText.test(bytes.toString("latin1", 8, 40));
  const before = pngChunks(original);
  const kept = before.filter((chunk) => copied(chunk) && !isStale(chunk));
  const hadExif = before.some(({ type }) => type === "eXIf");
  const [header, ...rest] = pngChunks(file).filter((chunk) => !copied(chunk) && (hadExif || chunk.type !== "eXIf"));
  return Buffer.concat([file.subarray(0, 8), header.bytes, ...[...kept, ...rest].map(({ bytes }) => bytes)]);
}

function keepJpegComments(original: Buffer, file: Buffer): Buffer {
  const kept = jpegSegments(original)
    .filter(({ marker }) => marker === jpegComment)
    .map(({ start, end }) => original.subarray(start, end));
  const at = jpegSegments(file).find(({ marker }) => !isJpegApplication(marker))?.start ?? 2;
  return Buffer.concat([file.subarray(0, at), ...kept, file.subarray(at)]);
}
