// A picture as the command holds it: the values of the file as they are stored, 8 or 16 bit, grey or RGB, with or without alpha,
// turned upright by the EXIF tag; no profile is applied. The header is judged before anything is decoded, so that a small file
// that claims to be huge costs nothing. What cannot be given back unchanged (CMYK, Lab, float) is refused.
import type { Metadata } from "sharp";
import { isAnimatedPng } from "../files/pngChunks";
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
  /** Colour channels. */
  readonly colours: 1 | 3;
  readonly alpha: boolean;
  readonly bits: 8 | 16;
  /** The file holds its pixels exactly. */
  readonly lossless: boolean;
  /** [H,W,colours + alpha], row by row. */
  readonly values: Uint8Array | Uint16Array;
  /** Sentences about what is not as in the file. */
  readonly notes: readonly string[];
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
  const file = await readPicture(typed);
  const path = inputName(typed);
  const { default: sharp } = await import("sharp");
  let metadata: Metadata;
  try {
    metadata = await sharp(file, { limitInputPixels: false }).metadata();
  } catch {
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

/** Decodes an opened picture. Throws a sentence for a damaged file, and for what is neither grey nor RGB of 8 or 16 bit. */
export async function decodePicture({ path, file, metadata, width, height }: OpenedPicture): Promise<Picture> {
  const bits = bitsOf(path, metadata);
  const colours = ["b-w", "grey16"].includes(metadata.space) ? 1 : 3;
  const alpha = metadata.hasAlpha;
  const space = bits === 8 ? "srgb" : colours === 1 ? "grey16" : "rgb16";
  const { default: sharp } = await import("sharp");
  const decoded = sharp(file, { ignoreIcc: true, limitInputPixels: false, failOn: "error" })
    .autoOrient()
    .toColourspace(space)
    .raw({ depth: bits === 8 ? "uchar" : "ushort" })
    .toBuffer({ resolveWithObject: true });
  const { data, info } = await decoded.catch(() => {
    throw new Error(
      `Expected a whole picture at ${path}, but received a damaged or cut off file. Copy or export it again.`,
    );
  });
  const all =
    bits === 8
      ? new Uint8Array(data.buffer, data.byteOffset, data.length)
      : new Uint16Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.length));
  const values = takeChannels(all, info.channels, colours, alpha);
  if (values.length !== width * height * (colours + Number(alpha))) {
    throw new Error(
      `Expected a grey or RGB picture of ${width}×${height} at ${path}, but received other channels. ` +
        `Save it as PNG first.`,
    );
  }
  const pages = metadata.pages ?? 1;
  const notes = pages > 1 ? [`${path} has ${pages} frames or pages: only the first is filled and written.`] : [];
  if (isAnimatedPng(file)) notes.push(`${path} is animated: only its first picture is filled and written.`);
  return {
    path,
    file,
    metadata,
    width,
    height,
    colours,
    alpha,
    bits,
    lossless: isLossless(metadata, file),
    values,
    notes,
  };
}

function bitsOf(path: string, { space, depth }: Metadata): 8 | 16 {
  if (depth === "uchar" && ["srgb", "rgb", "b-w"].includes(space)) return 8;
  if (depth === "ushort" && ["rgb16", "grey16"].includes(space)) return 16;
  throw new Error(
    `Expected a grey or RGB picture of 8 or 16 bit at ${path}, but received ${space} in ${depth}. ` +
      `Convert it to RGB first.`,
  );
}

/** sharp hands grey pictures of 8 bit out as RGB: with alpha it would lose that otherwise. */
function takeChannels<Values extends Uint8Array | Uint16Array>(
  all: Values,
  have: number,
  colours: 1 | 3,
  alpha: boolean,
): Values {
  const want = colours + Number(alpha);
  if (have === want || have < 3 || colours === 3) return all;
  const pixels = all.length / have;
  const taken = all.slice(0, pixels * want) as Values;
  for (let p = 0; p < pixels; p++) {
    taken[p * want] = all[p * have];
    if (alpha) taken[p * want + 1] = all[p * have + have - 1];
  }
  return taken;
}

function isLossless({ format, compression }: Metadata, file: Buffer): boolean {
  if (format === "webp") return webpIsLossless(file);
  return format === "png" || format === "gif" || (format === "tiff" && !["jpeg", "webp"].includes(compression ?? ""));
}

/**
 * Walks the chunks of a RIFF file: "VP8L" holds exact pixels, "VP8 " does not; a frame of an animation, "ANMF", holds 16 bytes
 * and then such chunks of its own (WebP container specification).
 */
function webpIsLossless(file: Buffer): boolean {
  for (let at = 12; at + 8 <= file.length;) {
    const name = file.toString("latin1", at, at + 4);
    const size = file.readUInt32LE(at + 4);
    if (name === "VP8L" || name === "VP8 ") return name === "VP8L";
    at += name === "ANMF" ? 8 + 16 : 8 + size + (size % 2);
  }
  return false;
}

/** Red, green and blue in 8 bit, [1,H,W,3] row by row: what colours of a mask are compared with. */
export function rgbBytes({ values, colours, alpha, bits, width, height }: Picture): Uint8Array {
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
