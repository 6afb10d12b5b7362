// A small PNG writer (RFC 2083; 8-bit RGB, no filter) on Node's own zlib, used for the pictures inside figures: it
// returns at once, so that a notebook needs no await to show a grid, and enlarged pixels compress well without filters.
// Photographs are read and written by sharp instead (src/node/files).
import { deflateSync } from "node:zlib";
import type { Raster } from "../../figures/raster";

/** The PNG file of an RGB raster; the same raster gives the same bytes. */
export function rasterToPng({ data, width, height }: Raster): Buffer {
  if (data.length !== width * height * 3) {
    throw new Error(
      `Expected ${width * height * 3} RGB bytes for ${width}×${height} pixels, but received ${data.length}. ` +
        `Give red, green and blue for each pixel.`,
    );
  }
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y++) rows.set(data.subarray(y * width * 3, (y + 1) * width * 3), y * (width * 3 + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8); // eight bits, RGB, deflate, no filter method of ours, not interlaced
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, body: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, "latin1"), body]),
    result = Buffer.alloc(content.length + 8);
  result.writeUInt32BE(body.length, 0);
  content.copy(result, 4);
  result.writeUInt32BE(checksum(content), content.length + 4);
  return result;
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
  return byte;
});

function checksum(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = table[(sum ^ byte) & 255] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}
