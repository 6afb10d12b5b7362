// Pictures as RGB bytes: small images enlarged pixel by pixel (nearest neighbour, nothing is smoothed) and painted on
// white.
import type { ImageBatch } from "../images/batch";
import { colours, mapColour, rgb } from "./style";

/** RGB bytes, row by row. */
export interface Raster {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** White paper. */
export function blankRaster(width: number, height: number): Raster {
  return { data: new Uint8Array(width * height * 3).fill(255), width, height };
}

/** Image `index` of a batch as RGB bytes; float values are clamped to [0,1] and rounded. */
export function imageBytes(images: ImageBatch, index: number): Uint8Array {
  const [, height, width, channels] = images.shape;
  const size = height * width * channels;
  const values = images.data.subarray(index * size, (index + 1) * size);
  const bytes = new Uint8Array(height * width * 3);
  // A knownMask in uint8 holds 0 and 1, not 0 and 255.
  const mask = channels === 1 && images.data instanceof Uint8Array && images.data.every((value) => value <= 1);
  const factor = images.data instanceof Float32Array || mask ? 255 : 1;
  for (let i = 0; i < bytes.length; i++) {
    const value = values[channels === 3 ? i : Math.floor(i / 3)] * factor;
    bytes[i] = Math.round(Math.min(Math.max(value, 0), 255));
  }
  return bytes;
}

/** Draws image `index` of a batch, each pixel a square of `scale`; a frame takes one pixel more on each side. */
export function paintImage(
  raster: Raster,
  images: ImageBatch,
  index: number,
  left: number,
  top: number,
  scale: number,
  framed: boolean,
): void {
  const bytes = imageBytes(images, index);
  const [, height, width] = images.shape;
  if (framed) fill(raster, left - 1, top - 1, width * scale + 2, height * scale + 2, rgb(colours.frame));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3;
      fill(raster, left + x * scale, top + y * scale, scale, scale, [bytes[at], bytes[at + 1], bytes[at + 2]]);
    }
  }
}

/** Draws the colour map from left to right, `width` pixels wide. */
export function paintColourBar(raster: Raster, left: number, top: number, width: number): void {
  for (let x = 0; x < width; x++) fill(raster, left + x, top, 1, 12, mapColour(x / (width - 1)));
}

function fill(
  raster: Raster,
  left: number,
  top: number,
  width: number,
  height: number,
  colour: readonly [number, number, number],
): void {
  for (let y = top; y < top + height; y++) {
    for (let at = (y * raster.width + left) * 3, end = at + width * 3; at < end; at += 3) raster.data.set(colour, at);
  }
}
