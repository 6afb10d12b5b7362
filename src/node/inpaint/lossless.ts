// Whether a file holds its pixels exactly.
import type { Metadata } from "sharp";

/** False for what lossy compression has changed. */
export function isLossless({ format, compression }: Metadata, file: Buffer): boolean {
  if (format === "webp") return webpIsLossless(file);
  return format === "png" || format === "gif" || (format === "tiff" && !["jpeg", "webp"].includes(compression ?? ""));
}

/**
 * Walks the chunks of a RIFF file: "VP8L" holds exact pixels, "VP8 " does not; a frame of an animation, "ANMF", holds 16 bytes
 * and then such chunks of its own (WebP container specification).
 */
function webpIsLossless(file: Buffer): boolean {
  for (let at = 12; at + 8 <= file.length;) {
    const name = file.toString("latin1", at, at + 4);
    const size = file.readUInt32LE(at + 4);
    if (name === "VP8L" || name === "VP8 ") return name === "VP8L";
    at += name === "ANMF" ? 8 + 16 : 8 + size + (size % 2);
  }
  return false;
}
