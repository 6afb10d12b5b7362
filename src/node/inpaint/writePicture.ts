// A filled picture as a file. The original file goes through sharp once more with all its metadata, and the change is laid over
// it by exclusive or: known pixels meet 0 and stay what they are to the last bit, holes meet (old xor new), and profile, EXIF,
// XMP and resolution come along as libvips keeps them. The orientation is applied, and its tag set accordingly.
import { extname } from "node:path";
import type { Metadata, Sharp } from "sharp";
import { tiffTag } from "../files/tiffTags";
import { inksAsTiff } from "./cmyk";
import { keepComments, placeXmp } from "./comments";
import { indexedPng } from "./indexedPng";
import { UsageError } from "./options";
import { isOpaque, type Picture } from "./picture";
import { emptyPreviews } from "./previews";
import { smallestPng } from "./smallestPng";
import { cleanXmp } from "./xmp";

export type OutputFormat = "png" | "jpeg" | "webp" | "tiff" | "avif";

const extensions: { readonly [extension: string]: OutputFormat } = {
  ".png": "png",
  ".jpg": "jpeg",
  ".jpeg": "jpeg",
  ".webp": "webp",
  ".tif": "tiff",
  ".tiff": "tiff",
  ".avif": "avif",
};

/** The format that a file name asks for. Throws where its ending is none that can be written. */
export function outputFormat(path: string): OutputFormat {
  const format = extensions[extname(path).toLowerCase()];
  if (format !== undefined) return format;
  throw new UsageError(
    `Expected -o to end in ${Object.keys(extensions).join(", ")}, but received ${path}. ` +
      `PNG and TIFF lose nothing.`,
  );
}

/** The longest side that a format's writer takes. */
const longestSide: { readonly [format in OutputFormat]?: number } = { jpeg: 65_500, webp: 16_383, avif: 16_384 };

/** Throws where the picture is too large for the format, or would lose transparency or its inks. `makeOpaque`: the fill takes it away. */
export function checkFormat(picture: Picture, format: OutputFormat, path: string, makeOpaque: boolean): void {
  const { width, height } = picture;
  const longest = longestSide[format] ?? Infinity;
  if (Math.max(width, height) > longest) {
    throw new Error(
      `Expected at most ${longest} pixels a side for ${path}, but ${picture.path} has ${width}×${height}. ` +
        `Write a PNG or TIFF.`,
    );
  }
  if (picture.colours === 4 && format !== "jpeg" && format !== "tiff") {
    throw new Error(
      `Expected a format with CMYK for ${picture.path}, but received ${path}. ` +
        `Write a TIFF or JPEG, or convert the picture to RGB first.`,
    );
  }
  if (format !== "jpeg" || makeOpaque || isOpaque(picture)) return;
  throw new Error(
    `Expected a format with transparency for ${picture.path}, but received ${path}. ` +
      `Write a PNG, WebP, TIFF or AVIF.`,
  );
}

/** Throws where --quality is given and none of these formats loses anything; `path` is one of the outputs. */
export function checkQuality(quality: number | undefined, formats: readonly OutputFormat[], path: string): void {
  if (quality === undefined || formats.some((format) => format !== "png" && format !== "tiff")) return;
  throw new UsageError(
    `Expected a JPEG, WebP or AVIF to write with --quality, but received ${path}, which loses nothing. ` +
      "Leave --quality out.",
  );
}

/** What the finished file does not hold, as sentences. */
function formatNotes(picture: Picture, { icc, xmp }: Metadata, format: OutputFormat, path: string): string[] {
  const notes: string[] = [];
  if (picture.bits === 16 && format !== "png" && format !== "tiff") {
    notes.push(
      `${path} holds 8 of the 16 bit of ${picture.path}: ${picture.colours === 4 ? "TIFF keeps" : "PNG and TIFF keep"} all.`,
    );
  }
  if (picture.extra && format !== "tiff") {
    notes.push(
      `${path} has not got the further channel of ${picture.path}, which is marked as no transparency: TIFF keeps it.`,
    );
  }
  if (picture.metadata.icc !== undefined && icc === undefined) {
    notes.push(
      `${path} has not got the colour profile of ${picture.path}, since it does not fit its colours: ` +
        `it may look different.`,
    );
  }
  if (picture.metadata.xmp !== undefined && xmp === undefined) {
    notes.push(`${path} has not got the XMP of ${picture.path}, which is too long for it: PNG and TIFF keep it.`);
  }
  return notes;
}

/**
 * The picture with new values [H,W,colours + alpha], as the bytes of a file of this format; `path` is for the sentences.
 * `quality`, 1 to 100, is that of lossy compression.
 */
export async function encodePicture(
  picture: Picture,
  values: Picture["values"],
  format: OutputFormat,
  path: string,
  quality?: number,
): Promise<{ file: Buffer; notes: string[] }> {
  const { default: sharp } = await import("sharp");
  const { alpha, colours, extra, failOn } = picture;
  const original = sharp(picture.file, { ignoreIcc: true, limitInputPixels: false, failOn }).autoOrient();
  const changed = overlaid(original, picture, values).toColourspace(outputSpace(picture, format)).keepMetadata();
  const xmp = cleanXmp(picture.file, picture.metadata.xmp);
  const kept = xmp === null ? changed : changed.withXmp(xmp);
  const flat = (format === "jpeg" && alpha) || (format !== "tiff" && extra) ? kept.removeAlpha() : kept;
  const commented = keepComments(
    picture.file,
    await encode(flat, picture, format, quality).catch(() => {
      throw new Error(
        `Expected to write ${picture.path} as ${path}, but its kind of picture could not be written so. ` +
          `Save the picture as PNG first.`,
      );
    }),
  );
  const placed = format === "png" && xmp !== null ? placeXmp(commented, xmp) : commented;
  const hadPalette = format === "png" && picture.metadata.isPalette && colours === 3;
  const indexed = hadPalette ? indexedPng(placed, { ...picture, values }) : null;
  const file = indexed ?? placed;
  if (format === "tiff" && extra) markAsNoTransparency(file);
  const metadata = await sharp(file, { limitInputPixels: false }).metadata();
  emptyPreviews(file, metadata);
  const notes = formatNotes(picture, metadata, format, path);
  if (hadPalette && indexed === null) {
    notes.push(
      `${path} has more than 256 colours, and so no palette any more: --method exemplar takes colours that are there.`,
    );
  }
  return { file, notes };
}

/** The decoded file with its change laid over it. */
function overlaid(original: Sharp, picture: Picture, values: Picture["values"]): Sharp {
  const { width, height, colours, alpha, extra } = picture;
  const change = values.map((value, i) => value ^ picture.values[i]);
  if (colours === 4) {
    return original.pipelineColourspace("cmyk").boolean(inksAsTiff({ ...picture, values: change }), "eor");
  }
  const raw = { width, height, channels: (colours + Number(alpha || extra)) as 1 | 2 | 3 | 4 };
  return original.boolean((extra ? withExtraZero(change, colours) : change) as unknown as Buffer, "eor", { raw });
}

/** One channel more, 0 everywhere. */
function withExtraZero(values: Picture["values"], colours: number): Picture["values"] {
  const wider = values instanceof Uint8Array ? new Uint8Array(values.length * 2) : new Uint16Array(values.length * 2);
  const pixels = values.length / colours;
  for (let p = 0; p < pixels; p++) {
    for (let c = 0; c < colours; c++) wider[p * (colours + 1) + c] = values[p * colours + c];
  }
  return wider.subarray(0, pixels * (colours + 1));
}

/** libvips writes every further channel as transparency: in the file's ExtraSamples, 2 becomes 0 again. */
function markAsNoTransparency(file: Buffer): void {
  const tag = tiffTag(file, 338);
  if (tag !== null) file.fill(0, tag.at, tag.at + 2);
}

function outputSpace({ bits, colours }: Picture, format: OutputFormat): string {
  if (colours === 4) return "cmyk";
  if (bits === 16 && (format === "png" || format === "tiff")) return colours === 1 ? "grey16" : "rgb16";
  return colours === 1 && format !== "webp" && format !== "avif" ? "b-w" : "srgb";
}

const lossless = { lossless: true, exact: true };

async function encode(picture: Sharp, original: Picture, format: OutputFormat, quality?: number): Promise<Buffer> {
  const { width, height, metadata } = original;
  if (format === "png") return smallestPng(picture, width * height);
  if (format === "tiff") {
    const perMillimetre = (metadata.density ?? 72) / 25.4;
    const options = { compression: "lzw", predictor: "horizontal", xres: perMillimetre, yres: perMillimetre } as const;
    return picture.tiff(options).toBuffer();
  }
  if (format === "jpeg") return picture.jpeg({ quality: quality ?? 95, chromaSubsampling: "4:4:4" }).toBuffer();
  if (format === "webp") {
    const exact = original.lossless && quality === undefined;
    return picture.webp(exact ? lossless : { quality: quality ?? 95 }).toBuffer();
  }
  return picture.avif({ quality: quality ?? 90, chromaSubsampling: "4:4:4" }).toBuffer();
}
