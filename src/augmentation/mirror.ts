// Mirroring from left to right: a photograph of a car or a horse stays one; the usual augmentation of CIFAR-10. The
// answers of a network that was not told about the symmetry may be averaged with those for the mirrored picture.
import type { ImageBatch } from "../images/batch";
import type { Random } from "../random";

/** Every image mirrored, [N,H,W,C], or every mask; a copy in the type that was given. */
export function mirror<Batch extends ImageBatch>(images: Batch): Batch {
  const mirrored = { ...images, data: images.data.slice() };
  for (let i = 0; i < images.shape[0]; i++) mirrorOne(mirrored, i);
  return mirrored;
}

/** Each image mirrored by itself with probability 1/2, [N,H,W,C]; a copy in the type that was given. */
export function mirrorAtRandom<Batch extends ImageBatch>(images: Batch, random: Random): Batch {
  const mirrored = { ...images, data: images.data.slice() };
  for (let i = 0; i < images.shape[0]; i++) if (random.uniform() < 0.5) mirrorOne(mirrored, i);
  return mirrored;
}

/** In place. */
function mirrorOne({ data, shape: [, height, width, channels] }: ImageBatch, index: number): void {
  for (let row = index * height; row < (index + 1) * height; row++) {
    let left = row * width * channels;
    let right = ((row + 1) * width - 1) * channels;
    for (; left < right; left += channels, right -= channels) {
      for (let c = 0; c < channels; c++) {
        const value = data[left + c];
        data[left + c] = data[right + c];
        data[right + c] = value;
      }
    }
  }
}
