// Masks from and to picture files, where white is the hole: what one paints white is filled, as in LaMa, OpenCV and most
// painting tools. Inside this project a knownMask says the opposite (1 = known); these two functions are where it turns.
import { shapeText, type ImageBatch } from "../../images/batch";
import { checkKnownMask } from "../../images/holes";
import { holesWhereWhite } from "../../masks/picked";
import { holeFraction } from "../../metrics/holeFraction";
import { readImageFile } from "./pixels";
import { writeFileSafely } from "./safeWrite";

export interface ReadMaskOptions {
  /** Expected height in pixels; default any. */
  readonly height?: number;
  /** Expected width in pixels; default any. */
  readonly width?: number;
  /** Where warnings go; default console.warn. */
  readonly warn?: (text: string) => void;
}

/**
 * Reads a mask painted white = hole: knownMask uint8 [1,H,W,1]. A pixel is a hole if the mean of its red, green and blue is
 * at least half of white; transparent parts count as white. Reads every format of readImageFile. Warns if more than 90 % is
 * hole or nothing is. Throws if the size is not the expected one, and if all is hole.
 */
export async function readMaskFile(path: string, options: ReadMaskOptions = {}): Promise<ImageBatch> {
  const picture = await readImageFile(path);
  const [, height, width] = picture.shape;
  const { height: wantedHeight = height, width: wantedWidth = width, warn = console.warn } = options;
  if (wantedHeight !== height || wantedWidth !== width) {
    throw new Error(
      `Expected a mask ${wantedHeight} pixels high and ${wantedWidth} wide in ${path}, but received ` +
        `${height} and ${width}. Give the mask of this image, or resize it without smoothing.`,
    );
  }
  const knownMask = holesWhereWhite(picture);
  const [hole] = holeFraction(knownMask);
  if (hole === 1) {
    throw new Error(
      `Expected a mask with black (known) pixels in ${path}, but received one that is white or transparent ` +
        `all over. Paint the hole white on black; if the file says white = known, invert it.`,
    );
  }
  if (hole > 0.9) {
    warn(
      `${(100 * hole).toFixed(1)} % of ${path} is hole. White is the hole here: if the file says white = known, invert it.`,
    );
  } else if (hole === 0) {
    warn(`Nothing of ${path} is a hole. Holes are white, 255 of 255: a file that holds 0 and 1 looks black.`);
  }
  return knownMask;
}

/** Writes a single knownMask [1,H,W,1] as a grey PNG file, white = hole, whole or not at all. The name must end in .png. */
export async function writeMaskFile(path: string, knownMask: ImageBatch): Promise<void> {
  checkKnownMask(knownMask, knownMask);
  const [count, height, width] = knownMask.shape;
  if (count !== 1) {
    throw new Error(
      `Expected one mask of shape [1,H,W,1], but received ${shapeText(knownMask.shape)}. Write one file per mask.`,
    );
  }
  if (!/\.png$/i.test(path)) {
    throw new Error(
      `Expected a file name that ends in .png, but received ${path}. ` +
        `Masks are written as PNG, which loses nothing.`,
    );
  }
  const { default: sharp } = await import("sharp");
  const grey = Uint8Array.from(knownMask.data, (known) => 255 * (1 - known));
  const png = sharp(grey, { raw: { width, height, channels: 1 } })
    .toColourspace("b-w")
    .png({ compressionLevel: 9 });
  await writeFileSafely(path, await png.toBuffer());
}
