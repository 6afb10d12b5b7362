// Cameras and Photoshop store a small preview of the picture in its metadata. After filling, it would still show what was taken
// out, so it is emptied in the finished file, in place: the second directory of EXIF, which holds the preview (EXIF 2.32,
// section 4.5.8), and Photoshop's resources 1033 and 1036. All other metadata stay as they are.
import { crc32 } from "node:zlib";
import type { Metadata } from "sharp";

/** Empties previews in the bytes of a file, in the blocks that sharp's metadata() of this file hands out. */
export function emptyPreviews(file: Buffer, { exif, iptc, tifftagPhotoshop }: Metadata): void {
  for (const block of [iptc, tifftagPhotoshop]) {
    const at = block === undefined ? -1 : file.indexOf(block);
    if (block !== undefined && at >= 0) emptyPhotoshopPreviews(file.subarray(at, at + block.length));
  }
  const start = exif?.subarray(0, 4).toString("latin1") === "Exif" ? 6 : 0;
  const block = exif?.subarray(start) ?? Buffer.alloc(0);
  const at = block.length < 14 ? -1 : file.indexOf(block);
  if (at < 0 || !emptyExifPreview(file.subarray(at, at + block.length))) return;
  const isPng = file.toString("latin1", at - 4, at) === "eXIf";
  if (isPng) file.writeUInt32BE(crc32(file.subarray(at - 4, at + block.length)), at + block.length);
}

/** A resource: "8BIM", its number, its name with its length before it, padded to even, the length of its data, its data. */
function emptyPhotoshopPreviews(block: Buffer): void {
  for (let at = block.indexOf("8BIM"); at >= 0 && at + 12 <= block.length; at = block.indexOf("8BIM", at + 4)) {
    const name = 1 + block[at + 6];
    const data = at + 6 + name + (name % 2) + 4;
    if (![1033, 1036].includes(block.readUInt16BE(at + 4)) || data > block.length) continue;
    block.fill(0, data, Math.min(block.length, data + block.readUInt32BE(data - 4)));
  }
}

/** Cuts the second directory off and overwrites the preview that it points to; false where there is none. */
function emptyExifPreview(block: Buffer): boolean {
  const little = block.toString("latin1", 0, 2) === "II";
  const short = (at: number): number => (little ? block.readUInt16LE(at) : block.readUInt16BE(at));
  const long = (at: number): number => (little ? block.readUInt32LE(at) : block.readUInt32BE(at));
  const pointer = 0x201;
  const size = 0x202; // the tags of the preview's place and length
  const first = long(4);
  const link = first + 2 + 12 * (first + 2 <= block.length ? short(first) : 0);
  if (link + 4 > block.length) return false;
  const second = long(link);
  if (second === 0 || second + 2 > block.length) return false;
  const entries = Math.min(short(second), Math.floor((block.length - second - 2) / 12));
  const values = new Map<number, number>();
  for (let i = 0; i < entries; i++) values.set(short(second + 2 + 12 * i), long(second + 10 + 12 * i));
  const from = values.get(pointer) ?? 0;
  const length = values.get(size) ?? 0;
  if (from > 0) block.fill(0, from, Math.min(block.length, from + length));
  block.fill(0, link, link + 4);
  return true;
}
