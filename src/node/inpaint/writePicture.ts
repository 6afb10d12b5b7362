// A filled picture as a file. The original file goes through sharp once more with all its metadata, and the change is laid over
// it by exclusive or: known pixels meet 0 and stay what they are to the last bit, holes meet (old xor new), and profile, EXIF,
// XMP and resolution come along as libvips keeps them. The orientation is applied, and its tag set accordingly.
import { extname } from "node:path";
import type { Metadata, Sharp } from "sharp";
import { keepComments, placeXmp } from "./comments";
import { UsageError } from "./options";
import { isOpaque, type Picture } from "./picture";
import { emptyPreviews } from "./previews";
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

/** Throws where the picture is too large for the format, or would lose transparency. `makeOpaque`: the fill takes it away. */
export function checkFormat(picture: Picture, format: OutputFormat, path: string, makeOpaque: boolean): void {
  const { width, height } = picture;
  const longest = longestSide[format] ?? Infinity;
  if (Math.max(width, height) > longest) {
    throw new Error(
      `Expected at most ${longest} pixels a side for ${path}, but ${picture.path} has ${width}×${height}. ` +
        `Write a PNG or TIFF.`,
    );
  }
  if (format !== "jpeg" || makeOpaque || isOpaque(picture)) return;
  throw new Error(
    `Expected a format with transparency for ${picture.path}, but received ${path}. ` +
      `Write a PNG, WebP, TIFF or AVIF.`,
  );
}

/** What the finished file does not hold, as sentences. */
function formatNotes(picture: Picture, { icc, xmp }: Metadata, format: OutputFormat, path: string): string[] {
  const notes: string[] = [];
  if (picture.bits === 16 && format !== "png" && format !== "tiff") {
    notes.push(`${path} holds 8 of the 16 bit of ${picture.path}: PNG and TIFF keep all.`);
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

/** The picture with new values [H,W,colours + alpha], as the bytes of a file of this format; `path` is for the sentences. */
export async function encodePicture(
  picture: Picture,
  values: Uint8Array | Uint16Array,
  format: OutputFormat,
  path: string,
): Promise<{ file: Buffer; notes: string[] }> {
  const { default: sharp } = await import("sharp");
  const { width, height, colours, alpha } = picture;
  const change = values.map((value, i) => value ^ picture.values[i]);
  const original = sharp(picture.file, { ignoreIcc: true, limitInputPixels: false, failOn: "error" }).autoOrient();
  const raw = { width, height, channels: (colours + Number(alpha)) as 1 | 2 | 3 | 4 };
  const changed = original
    .boolean(change as unknown as Buffer, "eor", { raw })
    .toColourspace(outputSpace(picture, format))
    .keepMetadata();
  const xmp = cleanXmp(picture.file, picture.metadata.xmp);
  const kept = xmp === null ? changed : changed.withXmp(xmp);
  const encoded = encode(format === "jpeg" && alpha ? kept.removeAlpha() : kept, picture, format).toBuffer();
  const commented = keepComments(
    picture.file,
    await encoded.catch((error: unknown) => {
      throw new Error(
        `Expected to write ${picture.path} as ${path}, but received: ${(error as Error).message}. ` +
          `Save the picture as PNG first.`,
      );
    }),
  );
  const file = format === "png" && xmp !== null ? placeXmp(commented, xmp) : commented;
  const metadata = await sharp(file, { limitInputPixels: false }).metadata();
  emptyPreviews(file, metadata);
  return { file, notes: formatNotes(picture, metadata, format, path) };
}

function outputSpace({ bits, colours }: Picture, format: OutputFormat): string {
  if (bits === 16 && (format === "png" || format === "tiff")) return colours === 1 ? "grey16" : "rgb16";
  return colours === 1 && format !== "webp" && format !== "avif" ? "b-w" : "srgb";
}

function encode(picture: Sharp, { lossless, metadata: { density = 72 } }: Picture, format: OutputFormat): Sharp {
  if (format === "png") return picture.png({ palette: false });
  if (format === "tiff") {
    const perMillimetre = density / 25.4;
    return picture.tiff({ compression: "lzw", predictor: "horizontal", xres: perMillimetre, yres: perMillimetre });
  }
  if (format === "jpeg") return picture.jpeg({ quality: 95, chromaSubsampling: "4:4:4" });
  if (format === "webp") return picture.webp(lossless ? { lossless: true, exact: true } : { quality: 95 });
  return picture.avif({ quality: 90, chromaSubsampling: "4:4:4" });
}
