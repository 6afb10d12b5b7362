// Parts of images and masks, cut out pixel by pixel.
import type { ImageBatch } from "../images/batch";
import type { Random } from "../random";

/** The height×width pixels from row `top` and column `left` on of every image [N,H,W,C]. Throws where they reach beyond it. */
export function crop<Batch extends ImageBatch>(
  images: Batch,
  {
    top,
    left,
    height,
    width,
  }: { readonly top: number; readonly left: number; readonly height: number; readonly width: number },
): Batch {
  const [count, fromHeight, fromWidth, channels] = images.shape;
  const whole = [top, left, height, width].every(Number.isInteger);
  if (
    !whole ||
    top < 0 ||
    left < 0 ||
    height < 1 ||
    width < 1 ||
    top + height > fromHeight ||
    left + width > fromWidth
  ) {
    throw new Error(
      `Expected a crop inside the image of ${fromHeight}×${fromWidth}, but received ${height}×${width} from row ${top} and ` +
        `column ${left} on. Use a smaller crop or a larger image.`,
    );
  }
  const row = width * channels;
  const data =
    images.data instanceof Float32Array ? new Float32Array(count * height * row) : new Uint8Array(count * height * row);
  for (let i = 0; i < count; i++) {
    for (let y = 0; y < height; y++) {
      const from = ((i * fromHeight + top + y) * fromWidth + left) * channels;
      data.set(images.data.subarray(from, from + row), (i * height + y) * row);
    }
  }
  return { ...images, data, shape: [count, height, width, channels] };
}

/** The same part of all images of a batch, every place equally likely. Throws as crop does. */
export function randomCrop<Batch extends ImageBatch>(
  images: Batch,
  height: number,
  width: number,
  random: Random,
): Batch {
  const [, fromHeight, fromWidth] = images.shape;
  const top = random.integer(0, Math.max(0, fromHeight - height));
  const left = random.integer(0, Math.max(0, fromWidth - width));
  return crop(images, { top, left, height, width });
}
