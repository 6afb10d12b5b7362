// A PNG with a palette, for pictures that had one: as long as the filled picture has at most 256 colours, with their transparency,
// it is stored so again, exactly (PNG, third edition, sections 4.4, 7.2 and 11.2).
import { deflateSync } from "node:zlib";
import { pngChunk, pngChunks } from "../files/pngChunks";

const largestPalette = 256;
/** Chunks that a palette replaces, or that mean something else beside one. */
const replaced = ["IHDR", "PLTE", "tRNS", "IDAT", "bKGD", "sBIT", "hIST"];

/**
 * The PNG `file` with these values, 8 bit [H,W,3] or with alpha [H,W,4], as indices into a palette, all other chunks kept;
 * null where there are more than 256 colours.
 */
export function indexedPng(
  file: Buffer,
  { width, height, values, alpha }: { width: number; height: number; values: ArrayLike<number>; alpha: boolean },
): Buffer | null {
  const step = alpha ? 4 : 3;
  const colourAt = (p: number): number => {
    const at = p * step;
    // Transparency stands first, so that sorted colours begin with the transparent ones, which tRNS has to list.
    return (((alpha ? values[at + 3] : 255) * 256 + values[at]) * 256 + values[at + 1]) * 256 + values[at + 2];
  };
  const colours = new Set<number>();
  for (let p = 0; p < width * height && colours.size <= largestPalette; p++) colours.add(colourAt(p));
  if (colours.size > largestPalette) return null;
  const palette = Array.from(colours).sort((a, b) => a - b);
  const indices = new Map(palette.map((colour, index) => [colour, index]));
  const bits = [1, 2, 4, 8].find((depth) => 2 ** depth >= palette.length) ?? 8;
  const rowBytes = 1 + Math.ceil((width * bits) / 8); // each row begins with its filter: 0, none
  const rows = Buffer.alloc(rowBytes * height);
  for (let p = 0; p < width * height; p++) {
    const bit = (p % width) * bits;
    const at = Math.floor(p / width) * rowBytes + 1 + (bit >> 3);
    rows[at] |= (indices.get(colourAt(p)) ?? 0) << (8 - bits - (bit & 7));
  }
  const opacities = palette.map((colour) => Math.floor(colour / 2 ** 24)).filter((opacity) => opacity < 255);
  const chunks = pngChunks(file);
  const header = Buffer.from(chunks[0].bytes.subarray(8, -4));
  header.set([bits, 3, 0, 0, 0], 8);
  const kept = chunks.filter(({ type }) => !replaced.includes(type));
  const pixelsAt = chunks.findIndex(({ type }) => type === "IDAT");
  const before = kept.filter((chunk) => chunks.indexOf(chunk) < pixelsAt);
  return Buffer.concat([
    file.subarray(0, 8),
    pngChunk("IHDR", header),
    ...before.map(({ bytes }) => bytes),
    pngChunk(
      "PLTE",
      Buffer.from(palette.flatMap((colour) => [colour >> 16, colour >> 8, colour].map((value) => value & 255))),
    ),
    ...(opacities.length > 0 ? [pngChunk("tRNS", Buffer.from(opacities))] : []),
    pngChunk("IDAT", deflateSync(rows, { level: 9 })),
    ...kept.slice(before.length).map(({ bytes }) => bytes),
  ]);
}
