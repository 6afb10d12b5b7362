// Holes picked out of a picture: where it is white, where it has a colour, inside a rectangle. These turn what a person paints
// or types into a knownMask; white = hole is the polarity of painting tools, OpenCV and LaMa, the opposite of a knownMask.
import { imageBatch, shapeText, type ImageBatch } from "../images/batch";

/** A colour as red, green and blue in 0..255. */
export type Rgb = readonly [number, number, number];

/** A hole wherever the mean of red, green and blue is at least half of white. uint8 [N,H,W,3] to knownMask uint8 [N,H,W,1]. */
export function holesWhereWhite(picture: ImageBatch): ImageBatch {
  return pick(picture, (rgb, at) => rgb[at] + rgb[at + 1] + rgb[at + 2] >= 3 * 127.5);
}

/**
 * A hole wherever red, green and blue each lie at most `tolerance` (0..255) away from the colour. uint8 [N,H,W,3] to
 * knownMask uint8 [N,H,W,1].
 */
export function holesOfColour(picture: ImageBatch, [red, green, blue]: Rgb, tolerance: number): ImageBatch {
  return pick(
    picture,
    (rgb, at) =>
      Math.abs(rgb[at] - red) <= tolerance &&
      Math.abs(rgb[at + 1] - green) <= tolerance &&
      Math.abs(rgb[at + 2] - blue) <= tolerance,
  );
}

/** A knownMask uint8 [1,H,W,1] with one rectangular hole. Throws unless it lies inside the picture and has an area. */
export function rectangularHole(height: number, width: number, [left, top, wide, high]: readonly number[]): ImageBatch {
  if (!(left >= 0 && top >= 0 && wide >= 1 && high >= 1 && left + wide <= width && top + high <= height)) {
    throw new Error(
      `Expected a rectangle x,y,w,h inside the picture of ${width}×${height} pixels, but received ` +
        `${[left, top, wide, high].join(",")}. x and y count from 0 at the left and at the top.`,
    );
  }
  const known = new Uint8Array(height * width).fill(1);
  for (let y = top; y < top + high; y++) known.fill(0, y * width + left, y * width + left + wide);
  return imageBatch(known, [1, height, width, 1]);
}

function pick({ data, shape }: ImageBatch, isHole: (rgb: Uint8Array, at: number) => boolean): ImageBatch {
  const [count, height, width, channels] = shape;
  if (!(data instanceof Uint8Array) || channels !== 3) {
    throw new Error(
      `Expected a uint8 picture of shape [N,H,W,3], but received ${data.constructor.name} ${shapeText(shape)}. ` +
        `Read it with readImageFile.`,
    );
  }
  const known = new Uint8Array(count * height * width);
  for (let p = 0; p < known.length; p++) known[p] = isHole(data, 3 * p) ? 0 : 1;
  return imageBatch(known, [count, height, width, 1]);
}
