// A picture that is not decoded yet, and how it is decoded: to red, green and blue in 8 bit as one sees it on white. It is turned
// upright by its EXIF tag; grey becomes RGB, CMYK as its profile says, 16 bit are rounded to 8, transparent pixels are laid on
// white. No other profile is applied: values are those of the file. Of several frames or pages the first one is taken.
import { createHash } from "node:crypto";
import { withShorterSide } from "../../augmentation/resize";
import type { ImageBatch } from "../../images/batch";
import { aPicture, readRegularFile } from "../files/regularFile";
import { decodePicture } from "../inpaint/decodePicture";
import { openPictureBytes, shownBytes } from "../inpaint/picture";

/** On a disk, or in memory, as from an archive. */
export type PictureFile = {
  /** The path below its folder: what sentences call it. */
  readonly name: string;
} & ({ readonly path: string } | { readonly bytes: Uint8Array });

/** A picture that is not trained on. */
export interface LeftOut {
  readonly name: string;
  readonly reason: string;
}

export interface DecodedFile {
  /** uint8 [1,H,W,3], in memory that threads share. */
  readonly picture: ImageBatch;
  /** Of the file. */
  readonly sha256: string;
}

/** Larger ones, 300 MB when decoded, are as a rule no photographs, and two of them would fill the memory of a small machine. */
const mostMegapixels = 100;

/**
 * Decodes the file; with `shorterSide`, resized where its shorter side is longer. Throws a sentence for what is missing, may not be read,
 * is no picture, damaged, cut off or too large.
 */
export async function decodePictureFile(file: PictureFile, shorterSide: number | null): Promise<DecodedFile> {
  const bytes = "path" in file ? await readRegularFile(file.path, aPicture) : Buffer.from(file.bytes);
  const opened = await openPictureBytes(bytes, file.name, mostMegapixels);
  const { width, height } = opened;
  const shown: ImageBatch = { data: shownBytes(await decodePicture(opened)), shape: [1, height, width, 3] };
  const { data, shape } = await atMost(shown, shorterSide);
  const shared = new Uint8Array(new SharedArrayBuffer(data.length));
  shared.set(data);
  return { picture: { data: shared, shape }, sha256: createHash("sha256").update(bytes).digest("hex") };
}

/** Shrunk by sharp (Lanczos) where the shorter side is longer: a large photograph takes it a tenth of the time that resize() takes. */
async function atMost(picture: ImageBatch, shorterSide: number | null): Promise<ImageBatch> {
  const [, height, width] = picture.shape;
  if (shorterSide === null || Math.min(height, width) <= shorterSide) return picture;
  const [smallerHeight, smallerWidth] = withShorterSide(height, width, shorterSide);
  const { default: sharp } = await import("sharp");
  const data = await sharp(picture.data, { raw: { height, width, channels: 3 }, limitInputPixels: false })
    .resize({ height: smallerHeight, width: smallerWidth, fit: "fill", kernel: "lanczos3" })
    .raw()
    .toBuffer();
  return { data, shape: [1, smallerHeight, smallerWidth, 3] };
}

/** What is wrong with a file, from the sentence that decoding it gave: "received a damaged or cut off file". */
export function reasonOf(error: unknown): string {
  const { message } = error as Error;
  const said = /, but (?:its header says |received )?([^]*?)\.(?: |$)/.exec(message)?.[1] ?? message;
  // The sentence names the picture that was expected before.
  return said.replace("a file that is none,", "a file that is no picture,");
}
