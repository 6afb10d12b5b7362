// The chunks that a PNG file consists of (PNG, third edition, section 5.3).
import { crc32 } from "node:zlib";

export interface PngChunk {
  readonly type: string;
  /** From its length to its check sum. */
  readonly bytes: Buffer;
}

/** How a PNG begins. */
export const pngSignature: Buffer = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");

export const isPng = (file: Buffer): boolean => file.subarray(0, 8).equals(pngSignature);

/** The chunks of a PNG, up to the first that is cut off; those whose check sum is wrong are left out, as decoders do. */
export function pngChunks(file: Buffer): PngChunk[] {
  const chunks: PngChunk[] = [];
  for (let at = 8, end = 0; at + 12 <= file.length; at = end) {
    end = at + 12 + file.readUInt32BE(at);
    if (end > file.length) break;
    const bytes = file.subarray(at, end);
    const sound = crc32(bytes.subarray(4, -4)) === bytes.readUInt32BE(bytes.length - 4);
    if (sound) chunks.push({ type: bytes.toString("latin1", 4, 8), bytes });
  }
  return chunks;
}

/** A chunk with its length and its check sum. */
export function pngChunk(type: string, data: Buffer): Buffer {
  const chunk = Buffer.concat([Buffer.alloc(4), Buffer.from(type, "latin1"), data, Buffer.alloc(4)]);
  chunk.writeUInt32BE(data.length);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4);
  return chunk;
}

/** More pictures follow the first (section 11.3.6: an acTL chunk). */
export function isAnimatedPng(file: Buffer): boolean {
  return isPng(file) && pngChunks(file).some(({ type }) => type === "acTL");
}
