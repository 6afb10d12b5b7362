// Whether a mask of another size fits a picture, and how it is made to: turned as the picture's EXIF tag turns the picture, or
// stretched without a change of proportions.
import { imageBatch, type ImageBatch } from "../../images/batch";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Fit {
  /** The mask has the axes that the picture is stored in: it is to be turned like the picture. */
  readonly turned: boolean;
  readonly stretched: boolean;
}

/**
 * How a mask fits a picture, both sizes upright; null where the proportions differ by more than rounding to whole pixels.
 * sideways: the picture is stored on its side and the mask has no tag of its own, so that it may lie on its side too.
 */
export function fitMask(mask: Size, picture: Size, sideways: boolean): Fit | null {
  const stored = { width: picture.height, height: picture.width };
  const isSame = (size: Size): boolean => mask.width === size.width && mask.height === size.height;
  if (isSame(picture)) return { turned: false, stretched: false };
  if (sideways && isSame(stored)) return { turned: true, stretched: false };
  if (isScaled(mask, picture)) return { turned: false, stretched: true };
  return sideways && isScaled(mask, stored) ? { turned: true, stretched: true } : null;
}

/** One scale takes both sides to within a pixel. */
function isScaled(mask: Size, to: Size): boolean {
  const least = Math.max((mask.width - 1) / to.width, (mask.height - 1) / to.height);
  const most = Math.min((mask.width + 1) / to.width, (mask.height + 1) / to.height);
  return least < most;
}

/** One value per pixel, [H,W], turned upright as EXIF orientation 5 to 8 says: [W,H]. */
export function turnUpright(values: Uint8Array, { width, height }: Size, orientation: number): Uint8Array {
  const fromRight = orientation === 7 || orientation === 8;
  const fromBottom = orientation === 6 || orientation === 7;
  const turned = new Uint8Array(values.length);
  for (let y = 0, to = 0; y < width; y++) {
    const x = fromRight ? width - 1 - y : y;
    for (let row = 0; row < height; row++) turned[to++] = values[(fromBottom ? height - 1 - row : row) * width + x];
  }
  return turned;
}

/**
 * A knownMask uint8 [1,H,W,1] at another size. Where it shrinks, a pixel is hole if any pixel that it stands for is: thin lines
 * are kept. Where it grows, the nearest pixel counts.
 */
export function stretchMask({ data, shape: [, rows, columns] }: ImageBatch, { width, height }: Size): ImageBatch {
  const across = sources(columns, width);
  const down = sources(rows, height);
  const known = new Uint8Array(width * height).fill(1);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let row = down[y].first; row < down[y].end; row++) {
        for (let column = across[x].first; column < across[x].end; column++) {
          if (data[row * columns + column] === 0) known[y * width + x] = 0;
        }
      }
    }
  }
  return imageBatch(known, [1, height, width, 1]);
}

/** Which of `from` pixels each of `to` pixels stands for. */
function sources(from: number, to: number): { first: number; end: number }[] {
  const step = from / to;
  return Array.from({ length: to }, (_, i) => {
    if (step <= 1) {
      const nearest = Math.floor((i + 0.5) * step);
      return { first: nearest, end: nearest + 1 };
    }
    return { first: Math.floor(i * step), end: Math.min(from, Math.ceil((i + 1) * step)) };
  });
}
