// Images and masks sampled through an affine map: the one kernel behind resizing, rotating and cutting rotated crops. Points are
// continuous: the picture reaches from (0, 0) to (width, height), and the centre of its first pixel is (.5, .5).
import type { ImageBatch } from "../images/batch";

/** Where the pixels of the result lie in the image: a point of the result goes to origin + column·across + row·down. */
export interface AffineMap {
  /** The result's top left corner, [x, y] in pixels of the image. */
  readonly origin: readonly [number, number];
  /** One pixel of the result to the right, [x, y]. */
  readonly across: readonly [number, number];
  /** One pixel of the result down, [x, y]. */
  readonly down: readonly [number, number];
}

/**
 * "smooth": bilinear, and where the result is smaller than what it shows, the mean of as many bilinear samples per pixel as the
 * image has pixels there, so that nothing flickers. "nearest": the pixel in which the centre lies, for masks.
 */
export type Sampling = "smooth" | "nearest";

/**
 * The images [N,H,W,C] through the map, as [N,height,width,C] in the type that was given; bytes are rounded to the nearest. Beyond
 * the border the border's pixels go on.
 */
export function sampleAffine<Batch extends ImageBatch>(
  images: Batch,
  map: AffineMap,
  [height, width]: readonly [number, number],
  sampling: Sampling = "smooth",
): Batch {
  const [count, fromHeight, fromWidth, channels] = images.shape;
  const size = height * width * channels;
  const data = images.data instanceof Float32Array ? new Float32Array(count * size) : new Uint8Array(count * size);
  const sample = sampling === "nearest" ? sampleNearest : sampleSmooth;
  for (let i = 0; i < count; i++) {
    const first = i * fromHeight * fromWidth * channels;
    const from = images.data.subarray(first, first + fromHeight * fromWidth * channels);
    sample({ data: from, height: fromHeight, width: fromWidth, channels }, map, {
      data: data.subarray(i * size, (i + 1) * size),
      height,
      width,
    });
  }
  return { ...images, data, shape: [count, height, width, channels] };
}

interface Plane {
  readonly data: Float32Array | Uint8Array;
  readonly height: number;
  readonly width: number;
}

interface Source extends Plane {
  readonly channels: number;
}

function sampleNearest(from: Source, map: AffineMap, to: Plane): void {
  const { channels } = from;
  for (let row = 0, at = 0; row < to.height; row++) {
    for (let column = 0; column < to.width; column++) {
      const x = map.origin[0] + (column + 0.5) * map.across[0] + (row + 0.5) * map.down[0];
      const y = map.origin[1] + (column + 0.5) * map.across[1] + (row + 0.5) * map.down[1];
      const source = (within(Math.floor(y), from.height) * from.width + within(Math.floor(x), from.width)) * channels;
      for (let c = 0; c < channels; c++, at++) to.data[at] = from.data[source + c];
    }
  }
}

/** Samples per side of a pixel, for a step of so many pixels of the image: a bilinear sample serves a pixel and a quarter. */
function samplesFor([x, y]: readonly [number, number]): number {
  return Math.max(1, Math.ceil(Math.hypot(x, y) - 0.25));
}

function sampleSmooth(from: Source, map: AffineMap, to: Plane): void {
  const { channels } = from;
  const rounding = to.data instanceof Uint8Array ? 0.5 : 0;
  // Three channels at a time, for colours; where there are fewer, the last one is written again.
  for (let first = 0; first < channels; first += 3) {
    const second = Math.min(first + 1, channels - 1);
    const third = Math.min(first + 2, channels - 1);
    sumSamples(from, map, to, [first, second, third], rounding);
  }
}

function sumSamples(
  { data, height, width, channels }: Source,
  { origin, across, down }: AffineMap,
  to: Plane,
  [first, second, third]: readonly [number, number, number],
  rounding: number,
): void {
  const columns = samplesFor(across);
  const rows = samplesFor(down);
  const share = 1 / (columns * rows);
  const [lastX, lastY] = [width - 1, height - 1];
  const rowLength = width * channels;
  const out = to.data;
  const [acrossX, acrossY] = [across[0] / columns, across[1] / columns];
  for (let row = 0; row < to.height; row++) {
    for (let column = 0; column < to.width; column++) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let k = 0; k < rows; k++) {
        const v = row + (k + 0.5) / rows;
        const startX = origin[0] + v * down[0] - 0.5;
        const startY = origin[1] + v * down[1] - 0.5;
        for (let j = 0; j < columns; j++) {
          const u = column * columns + j + 0.5;
          let x = startX + u * acrossX;
          let y = startY + u * acrossY;
          x = x < 0 ? 0 : x > lastX ? lastX : x;
          y = y < 0 ? 0 : y > lastY ? lastY : y;
          const left = x | 0;
          const top = y | 0;
          const right = x - left;
          const low = y - top;
          const weight11 = right * low;
          const weight01 = right - weight11;
          const weight10 = low - weight11;
          const weight00 = 1 - right - weight10;
          const at00 = top * rowLength + left * channels;
          const at01 = left < lastX ? at00 + channels : at00;
          const below = top < lastY ? rowLength : 0;
          const at10 = at00 + below;
          const at11 = at01 + below;
          red +=
            weight00 * data[at00 + first] +
            weight01 * data[at01 + first] +
            weight10 * data[at10 + first] +
            weight11 * data[at11 + first];
          green +=
            weight00 * data[at00 + second] +
            weight01 * data[at01 + second] +
            weight10 * data[at10 + second] +
            weight11 * data[at11 + second];
          blue +=
            weight00 * data[at00 + third] +
            weight01 * data[at01 + third] +
            weight10 * data[at10 + third] +
            weight11 * data[at11 + third];
        }
      }
      const at = (row * to.width + column) * channels;
      out[at + first] = red * share + rounding;
      out[at + second] = green * share + rounding;
      out[at + third] = blue * share + rounding;
    }
  }
}

function within(index: number, length: number): number {
  return Math.max(0, Math.min(length - 1, index));
}
