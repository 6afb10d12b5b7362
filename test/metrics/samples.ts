// Random images and masks for property tests, the same on every machine.
import { imageBatch, type BatchShape, type ImageBatch } from "../../src/images/batch";
import type { Random } from "../../src/random";

/** uint8 images of smooth noise: each value near its left neighbour's. */
export function randomImages(shape: BatchShape, random: Random): ImageBatch {
  const data = new Uint8Array(shape[0] * shape[1] * shape[2] * shape[3]);
  let value = 128;
  for (let k = 0; k < data.length; k++) data[k] = value = Math.min(255, Math.max(0, value + random.integer(-30, 30)));
  return imageBatch(data, shape);
}

/** The images with noise on every value: float32, not kept inside [0,1]. */
export function noisyImages({ data, shape }: ImageBatch, random: Random, strength = 0.1): ImageBatch {
  return imageBatch(
    Float32Array.from(data, (value) => value / 255 + strength * random.normal()),
    shape,
  );
}

/** Masks of one random rectangle per image and, where `speckles` is above 0, that share of single hole pixels. */
export function randomMasks([count, height, width]: BatchShape, random: Random, speckles = 0): ImageBatch {
  const data = new Uint8Array(count * height * width).fill(1);
  for (let i = 0; i < count; i++) {
    const top = random.integer(0, height - 1);
    const bottom = random.integer(top, height - 1);
    const left = random.integer(0, width - 1);
    const right = random.integer(left, width - 1);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const inside = y >= top && y <= bottom && x >= left && x <= right;
        if (inside || random.uniform() < speckles) data[(i * height + y) * width + x] = 0;
      }
    }
  }
  return imageBatch(data, [count, height, width, 1]);
}
