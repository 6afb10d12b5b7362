// Pictures enlarged before they enter a grid, for tiles of different sizes side by side and for outlines thinner than a pixel.
import { imageBatch, type ImageBatch } from "../images/batch";
import { imageBytes } from "./raster";
import { rgb } from "./style";

/** Each pixel as a square with this side, nothing is smoothed: uint8 [N,H·factor,W·factor,3] from one or three channels. */
export function enlargeImages(images: ImageBatch, factor: number): ImageBatch {
  if (!(Number.isInteger(factor) && factor >= 1)) {
    throw new Error(`Expected a whole number from 1 up to enlarge by, but received ${factor}. Use for example 4.`);
  }
  const [count, height, width] = images.shape;
  const line = width * factor * 3;
  const bytes = new Uint8Array(count * height * factor * line);
  for (let i = 0; i < count; i++) {
    const small = imageBytes(images, i);
    for (let y = 0; y < height; y++) {
      const top = (i * height + y) * factor * line;
      for (let x = 0; x < width * factor; x++) {
        const from = (y * width + Math.floor(x / factor)) * 3;
        bytes.set(small.subarray(from, from + 3), top + x * 3);
      }
      for (let more = 1; more < factor; more++) bytes.copyWithin(top + more * line, top, top + line);
    }
  }
  return imageBatch(bytes, [count, height * factor, width * factor, 3]);
}

/**
 * Enlarged images with a line around their holes, on the known side, so that no hole pixel is covered. knownMask [N,H,W,1] has
 * the size before enlarging, or [1,H,W,1] for the same hole in all. Lines are a fifth of a pixel wide, at least one.
 */
export function outlineHoles(
  enlarged: ImageBatch,
  knownMask: ImageBatch,
  factor: number,
  colour = "#E69F00",
): ImageBatch {
  const [count, height, width] = enlarged.shape;
  const data = Uint8Array.from(enlarged.data);
  const paint = rgb(colour);
  const thick = Math.max(1, Math.round(factor / 5));
  const columns = width / factor;
  const size = (height / factor) * columns;
  const hole = (i: number, y: number, x: number): boolean => {
    if (y < 0 || x < 0 || y >= height || x >= width) return false;
    const pixel = Math.floor(y / factor) * columns + Math.floor(x / factor);
    return knownMask.data[(knownMask.shape[0] === 1 ? 0 : i) * size + pixel] === 0;
  };
  for (let i = 0; i < count; i++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        if (hole(i, y, x)) continue;
        const beside = [-thick, 0, thick].some((dy) => [-thick, 0, thick].some((dx) => hole(i, y + dy, x + dx)));
        if (beside) data.set(paint, ((i * height + y) * width + x) * 3);
      }
    }
  }
  return imageBatch(data, enlarged.shape);
}
