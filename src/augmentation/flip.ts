// Flipping upside down. From left to right is mirror.ts's.
import type { ImageBatch } from "../images/batch";

/** Every image upside down, [N,H,W,C], or every mask; a copy in the type that was given. */
export function flipVertically<Batch extends ImageBatch>(images: Batch): Batch {
  const [count, height, width, channels] = images.shape;
  const data = images.data.slice();
  const row = width * channels;
  for (let i = 0; i < count; i++) {
    for (let y = 0; y < height; y++) {
      const from = (i * height + y) * row;
      data.set(images.data.subarray(from, from + row), (i * height + height - 1 - y) * row);
    }
  }
  return { ...images, data };
}
