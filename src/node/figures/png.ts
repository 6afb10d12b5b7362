// A small PNG writer (RFC 2083; 8-bit RGB, no filter) on Node's own zlib, used for the pictures inside figures: it
// returns at once, so that a notebook needs no await to show a grid, and enlarged pixels compress well without filters.
// Photographs are read and written by sharp instead (src/node/files).
import { deflateSync, inflateSync } from "node:zlib";
import type { Raster } from "../../figures/raster";
import { pngChunk, pngChunks, pngSignature } from "../files/pngChunks";

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
  return Buffer.concat([
    pngSignature,
    pngChunk("IHDR", header),
    pngChunk("IDAT", deflateSync(rows, { level: 9 })),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

/** The address under which HTML and SVG show it. */
export function pngAddress(png: Buffer): string {
  return `data:image/png;base64,${png.toString("base64")}`;
}

/** The same PNG, its pixels unchanged and packed as small as zlib can: resvg packs for speed. */
export function packPng(png: Buffer): Buffer {
  const chunks = pngChunks(png);
  const first = chunks.findIndex(({ type }) => type === "IDAT");
  const parts = chunks.filter(({ type }) => type === "IDAT").map(({ bytes }) => bytes.subarray(8, -4));
  const pixels = deflateSync(inflateSync(Buffer.concat(parts)), { level: 9, memLevel: 9 });
  return Buffer.concat([
    pngSignature,
    ...chunks.slice(0, first).map(({ bytes }) => bytes),
    pngChunk("IDAT", pixels),
    ...chunks.slice(first + parts.length).map(({ bytes }) => bytes),
  ]);
}
