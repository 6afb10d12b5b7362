// A picture as the command holds it: the values of the file as they are stored, 8 or 16 bit, grey, RGB or CMYK, with or without
// alpha, turned upright by the EXIF tag; no profile is applied. The header is judged before anything is decoded, so that a small
// file that claims to be huge costs nothing.
import type { FailOnOptions, Metadata } from "sharp";
import { withEndMarker } from "../files/jpegSegments";
import { isTiff, tiffTag } from "../files/tiffTags";
import { inksAsRgb } from "./cmyk";
import { foreignFormat } from "./foreignFormats";
import { inputName, readPicture } from "./streams";

/** Formats that are read. */
const pictureFormats: readonly string[] = ["jpeg", "png", "webp", "tiff", "gif", "avif"];

export interface Picture {
  readonly path: string;
  readonly file: Buffer;
  readonly metadata: Metadata;
  /** Upright. */
  readonly width: number;
  readonly height: number;
  /** Colour channels; 4 are inks, CMYK. */
  readonly colours: 1 | 3 | 4;
  readonly alpha: boolean;
  /** The file has one more channel, which is no transparency and not among the values (TIFF 6.0, ExtraSamples 0). */
  readonly extra: boolean;
  readonly bits: 8 | 16;
  /** The file holds its pixels exactly. */
  readonly lossless: boolean;
  /** [H,W,colours + alpha], row by row. */
  readonly values: Uint8Array | Uint16Array;
  /** Inks only: red, green and blue in 8 bit as they look, [H,W,3]. */
  readonly rgb?: Uint8Array;
  /** How strictly sharp can decode the file. */
  readonly failOn: FailOnOptions;
  /** Sentences about what is not as in the file. */
  readonly notes: readonly string[];
}

/** For a TIFF that sharp does not read: of its many kinds some are not known to it. Lab colours are 8 to 10 in tag 262. */
export function damagedTiff(path: string, file: Buffer): Error {
  const isLab = [8, 9, 10].includes(tiffTag(file, 262)?.values[0] ?? 0);
  return new Error(
    `Expected a whole TIFF of a usual kind at ${path}, but received one that ` +
      (isLab
        ? "holds Lab colours. Convert it to RGB of 8 or 16 bit first."
        : "is damaged, cut off or stored in a way that is not read. Export it again, or save it as PNG."),
  );
}

/** A file that sharp can decode, and what its header says. */
export interface OpenedPicture {
  readonly path: string;
  readonly file: Buffer;
  readonly metadata: Metadata;
  /** Upright. */
  readonly width: number;
  readonly height: number;
}

/** Reads the file, or standard input for -, and its header. Throws a sentence for what is missing, no picture, or larger than the limit. */
export async function openPicture(typed: string, limitMegapixels: number): Promise<OpenedPicture> {
  return openPictureBytes(await readPicture(typed), inputName(typed), limitMegapixels);
}

/** As openPicture, of a file that is read already; sentences call it `path`. */
export async function openPictureBytes(bytes: Buffer, path: string, limitMegapixels: number): Promise<OpenedPicture> {
  const file = withEndMarker(bytes);
  const foreign = foreignFormat(file, path);
  if (foreign !== null) {
    throw new Error(
      `Expected a JPEG, PNG, WebP, TIFF, GIF or AVIF at ${path}, but received ${foreign.name}, which is not read. ` +
        foreign.wayOut,
    );
  }
  const { default: sharp } = await import("sharp");
  let metadata: Metadata;
  try {
    metadata = await sharp(file, { limitInputPixels: false }).metadata();
  } catch {
    if (isTiff(file)) throw damagedTiff(path, file);
    throw new Error(
      `Expected a picture at ${path}, but received a file that is none, or is damaged. ` +
        `Give a JPEG, PNG, WebP, TIFF, GIF or AVIF.`,
    );
  }
  const format = metadata.format === "heif" ? "avif" : metadata.format;
  const megapixels = (metadata.width * metadata.height) / 1e6;
  if (!pictureFormats.includes(format)) {
    throw new Error(
      `Expected a JPEG, PNG, WebP, TIFF, GIF or AVIF at ${path}, but received ${format}. Save it as PNG first.`,
    );
  }
  if (metadata.compression === "hevc") {
    throw new Error(
      `Expected a JPEG, PNG, WebP, TIFF, GIF or AVIF at ${path}, but received HEIC, which is not read. ` +
        `Save it as JPEG or PNG first.`,
    );
  }
  if (megapixels > limitMegapixels) {
    throw new Error(
      `Expected at most ${limitMegapixels} megapixels in ${path}, but its header says ` +
        `${metadata.width}×${metadata.height}, ` +
        `${megapixels.toFixed(1)} megapixels. If that is meant, add --limit-megapixels ${Math.ceil(megapixels)}.`,
    );
  }
  const turned = (metadata.orientation ?? 1) >= 5;
  const [width, height] = turned ? [metadata.height, metadata.width] : [metadata.width, metadata.height];
  return { path, file, metadata, width, height };
}

/** Red, green and blue in 8 bit, [1,H,W,3] row by row: what colours of a mask are compared with. */
export function rgbBytes({ values, colours, alpha, bits, width, height, rgb: known }: Picture): Uint8Array {
  if (known !== undefined) return known;
  const step = colours + Number(alpha);
  const rgb = new Uint8Array(width * height * 3);
  const byte = bits === 8 ? 1 : 1 / 257;
  for (let p = 0; p < width * height; p++) {
    for (let c = 0; c < 3; c++) rgb[3 * p + c] = Math.round(values[p * step + (colours === 3 ? c : 0)] * byte);
  }
  return rgb;
}

/** No pixel lets anything through. */
export function isOpaque({ values, colours, alpha, bits }: Picture): boolean {
  const step = colours + 1;
  const full = 2 ** bits - 1;
  for (let at = colours; alpha && at < values.length; at += step) if (values[at] !== full) return false;
  return true;
}

/** Red, green and blue in 8 bit, [1,H,W,3] row by row, as one sees the picture on white. */
export function shownBytes(picture: Picture): Uint8Array {
  const { values, colours, alpha, bits } = picture;
  const rgb = rgbBytes(picture);
  const step = colours + 1;
  const full = 2 ** bits - 1;
  for (let i = 0; alpha && i < rgb.length; i++) {
    const opacity = values[Math.floor(i / 3) * step + colours] / full;
    rgb[i] = Math.round(255 + opacity * (rgb[i] - 255));
  }
  return rgb;
}

/** The picture with other values, [H,W,colours + alpha]. */
export async function withValues(picture: Picture, values: Picture["values"]): Promise<Picture> {
  const changed = { ...picture, values };
  return picture.rgb === undefined ? changed : { ...changed, rgb: await inksAsRgb(changed, picture.metadata.icc) };
}
