// A grey picture that is stored as RGB. A network answers in three colours that differ by some levels, and in a grey picture every
// tint shows: such a picture is filled in one channel. Only exact grey counts, which JPEG gives back exactly too; where the known
// pixels have a tint, however slight, the picture has colours, and the fill may have them.
import { imageBatch, type ImageBatch } from "../../images/batch";

/** One channel [N,H,W,1] of images [N,H,W,3] whose known pixels are all grey, red = green = blue; null for other images. */
export function greyChannel(image: ImageBatch, knownMask: ImageBatch): ImageBatch | null {
  const { data } = image;
  const [count, height, width, channels] = image.shape;
  if (channels !== 3) return null;
  const pixels = count * height * width;
  for (let p = 0; p < pixels; p++) {
    if (knownMask.data[p] === 1 && (data[3 * p] !== data[3 * p + 1] || data[3 * p] !== data[3 * p + 2])) return null;
  }
  const grey = data instanceof Uint8Array ? new Uint8Array(pixels) : new Float32Array(pixels);
  for (let p = 0; p < pixels; p++) grey[p] = data[3 * p];
  return imageBatch(grey, [count, height, width, 1]);
}

/** [N,H,W,1] as [N,H,W,3] of the same type. */
export function greyAsRgb({ data, shape: [count, height, width] }: ImageBatch): ImageBatch {
  const rgb = data instanceof Uint8Array ? new Uint8Array(3 * data.length) : new Float32Array(3 * data.length);
  for (let i = 0; i < rgb.length; i++) rgb[i] = data[Math.floor(i / 3)];
  return imageBatch(rgb, [count, height, width, 3]);
}
