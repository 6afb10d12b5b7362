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

function sampleNearest(from: Plane & { readonly channels: number }, map: AffineMap, to: Plane): void {
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

/** Samples per side of a pixel, for a step of so many pixels of the image; a rounding error above a whole number is none. */
function samplesFor([x, y]: readonly [number, number]): number {
  return Math.max(1, Math.ceil(Math.hypot(x, y) - 1e-6));
}

function sampleSmooth(from: Plane & { readonly channels: number }, map: AffineMap, to: Plane): void {
  const { data, width, channels } = from;
  const [acrossX, acrossY] = map.across;
  const [downX, downY] = map.down;
  const columns = samplesFor(map.across);
  const rows = samplesFor(map.down);
  const share = 1 / (columns * rows);
  const rounding = to.data instanceof Uint8Array ? 0.5 : 0;
  const lastX = width - 1;
  const lastY = from.height - 1;
  const sums = new Float64Array(channels);
  for (let row = 0, at = 0; row < to.height; row++) {
    for (let column = 0; column < to.width; column++) {
      sums.fill(0);
      for (let k = 0; k < rows; k++) {
        const v = row + (k + 0.5) / rows;
        for (let j = 0; j < columns; j++) {
          const u = column + (j + 0.5) / columns;
          const x = Math.max(0, Math.min(lastX, map.origin[0] + u * acrossX + v * downX - 0.5));
          const y = Math.max(0, Math.min(lastY, map.origin[1] + u * acrossY + v * downY - 0.5));
          const left = x | 0;
          const top = y | 0;
          const right = (x - left) * share;
          const rest = share - right;
          const low = y - top;
          const high = 1 - low;
          const here = (top * width + left) * channels;
          const next = left < lastX ? channels : 0;
          const below = here + (top < lastY ? width * channels : 0);
          for (let c = 0; c < channels; c++) {
            sums[c] +=
              high * (rest * data[here + c] + right * data[here + next + c]) +
              low * (rest * data[below + c] + right * data[below + next + c]);
          }
        }
      }
      for (let c = 0; c < channels; c++, at++) to.data[at] = sums[c] + rounding;
    }
  }
}

function within(index: number, length: number): number {
  return Math.max(0, Math.min(length - 1, index));
}
