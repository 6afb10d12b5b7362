// Photographs in, PNG files out, by sharp (libvips). A photograph is turned upright by its EXIF tag, laid on white where it
// is transparent, and converted to 8-bit sRGB, so that every format gives the same [1,H,W,3]. sharp is loaded when first
// needed; warnings of a decoder are let pass (some phones write odd JPEG headers), truncated and damaged files are not.
import { imageBytes } from "../../figures/raster";
import { imageBatch, shapeText, type ImageBatch } from "../../images/batch";
import { checkFinite, checkScale } from "../../images/values";
import { aPicture, readRegularFile } from "./regularFile";

export interface ReadImageOptions {
  /** Resize (Lanczos) the shorter side to this many pixels and keep the centre square; default: keep the size. */
  readonly size?: number;
}

export interface EncodePngOptions {
  /** Which image of the batch; default 0. */
  readonly index?: number;
  /** Each pixel becomes a square with this side, nothing is smoothed; default 1. */
  readonly enlarge?: number;
}

/**
 * Reads a picture: uint8 [1,H,W,3], or [1,size,size,3]; of an animation the first frame. JPEG, PNG, WebP, GIF, AVIF, TIFF
 * and SVG are read. Throws one sentence and the way out for a missing file, a folder, and a damaged or unknown file.
 */
export async function readImageFile(path: string, options: ReadImageOptions = {}): Promise<ImageBatch> {
  const { size } = options;
  if (size !== undefined && !(Number.isInteger(size) && size >= 1 && size <= 8192)) {
    throw new Error(
      `Expected size to be a whole number of pixels from 1 to 8192, but received ${size}. Use for example 32.`,
    );
  }
  const file = await readRegularFile(path, aPicture);
  const { default: sharp } = await import("sharp");
  try {
    let picture = sharp(file, { failOn: "error" }).autoOrient().flatten({ background: "#ffffff" });
    if (size !== undefined) picture = picture.resize({ width: size, height: size, fit: "cover", position: "centre" });
    const { data, info } = await picture
      .toColourspace("srgb")
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    return imageBatch(new Uint8Array(data), [1, info.height, info.width, 3]);
  } catch (error) {
    throw new Error(
      `Expected a picture at ${path}, but received a file that is damaged or of an unknown format ` +
        `(${reason(error)}). Save it as JPEG or PNG with an image program, and read that.`,
    );
  }
}

/** One image of a batch of [N,H,W,1] or [N,H,W,3] as a PNG file; float32 is clamped, a knownMask is white = known. */
export async function encodePng(batch: ImageBatch, options: EncodePngOptions = {}): Promise<Buffer> {
  const { index = 0, enlarge = 1 } = options;
  const [count, height, width, channels] = batch.shape;
  if (channels !== 1 && channels !== 3) {
    throw new Error(
      `Expected images of shape [N,H,W,1] or [N,H,W,3], but received ${shapeText(batch.shape)}. ` +
        `Encode one or three channels.`,
    );
  }
  if (!(Number.isInteger(index) && index >= 0 && index < count)) {
    throw new Error(
      `Expected index to be a whole number from 0 to ${count - 1}, but received ${index}. ` +
        `Choose an image of the batch.`,
    );
  }
  if (!(Number.isInteger(enlarge) && enlarge >= 1 && enlarge <= 64)) {
    throw new Error(`Expected enlarge to be a whole number from 1 to 64, but received ${enlarge}. Use for example 8.`);
  }
  checkFinite(batch);
  checkScale(batch, "images");
  const { default: sharp } = await import("sharp");
  return sharp(imageBytes(batch, index), { raw: { width, height, channels: 3 } })
    .resize({ width: width * enlarge, height: height * enlarge, fit: "fill", kernel: "nearest" })
    .png({ compressionLevel: 9 })
    .toBuffer();
}

/** What libvips says, on one line and without the list of positions that it tried. */
function reason(error: unknown): string {
  const lines = String((error as Error)?.message ?? error)
    .split("\n")
    .map((line) => line.trim());
  return (lines.filter((line) => line !== "" && !/bad seek/.test(line)).at(-1) ?? lines[0]).slice(0, 160);
}
