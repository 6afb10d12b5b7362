// Picture formats that are not read, known by their first bytes, so that a whole file of another format is not called damaged.
import { extname } from "node:path";
import { isTiff, tiffTag } from "../files/tiffTags";

export interface ForeignFormat {
  readonly name: string;
  /** What to do about it. */
  readonly wayOut: string;
}

/** What a file begins with, Latin-1. */
const beginnings: readonly (readonly [name: string, start: RegExp])[] = [
  ["BMP", /^BM[^]{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0/],
  ["JPEG XL", /^(?:\xff\x0a|\0\0\0\x0cJXL \r\n\x87\n)/],
  ["JPEG 2000", /^(?:\xff\x4f\xff\x51|\0\0\0\x0cjP {2}\r\n\x87\n)/],
  ["JPEG XR", /^II\xbc/],
  ["JPEG-LS", /^\xff\xd8\xff\xf7/],
  ["PBM", /^P[14][\s#]/],
  ["PGM", /^P[25][\s#]/],
  ["PPM", /^P[36][\s#]/],
  ["PAM", /^P7\s/],
  ["PFM", /^P[Ff]\s/],
  ["SVG", /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/],
  ["PDF", /^[^]{0,8}%PDF-/],
  ["PostScript", /^(?:%!PS|\xc5\xd0\xd3\xc6)/],
  ["a Photoshop document", /^8BPS\0[\x01\x02]/],
  ["a GIMP document", /^gimp xcf/],
  ["OpenEXR", /^v\/1\x01/],
  ["Radiance HDR", /^#\?(?:RADIANCE|RGBE)/],
  ["QOI", /^qoif/],
  ["DDS", /^DDS /],
  ["FITS", /^SIMPLE {2}=/],
  ["DjVu", /^AT&TFORM/],
  ["an icon", /^(?:\0\0[\x01\x02]\0[^\0]\0|icns)/],
  ["PCX", /^\x0a[\0\x02-\x05]\x01[\x01\x02\x04\x08]/],
  ["a Windows metafile", /^(?:\xd7\xcd\xc6\x9a|\x01\0\0\0[^]{36} EMF)/],
  ["camera raw", /^(?:II\*\0[^]{4}CR|IIR[OS]|MMOR|IIU\0|FUJIFILMCCD-RAW|FOVb|\0MRM)/],
  ["a video", /^(?:\x1a\x45\xdf\xa3|RIFF[^]{4}AVI )/],
  ["a web page", /^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)[\s>]/i],
];

const waysOut: { readonly [name: string]: string } = {
  "camera raw": "Export it as TIFF or PNG first.",
  "a video": "Save a frame of it as PNG first.",
  "a web page": "Download the picture itself.",
};

/** Tags that make a TIFF a camera's raw file: DNGVersion, and the colour filter array's pattern. */
const rawTags = [50706, 33422];
const newSubfileType = 254;

/** The format of a file that is a picture, or near one, but none that is read; null for all others. */
export function foreignFormat(file: Buffer, path: string): ForeignFormat | null {
  const head = file.toString("latin1", 0, 1024);
  const name =
    beginnings.find(([, start]) => start.test(head))?.[0] ??
    mediaFormat(file) ??
    (isTiff(file) && isCameraRaw(file) ? "camera raw" : isTarga(file, path) ? "TGA" : null);
  return name === null ? null : { name, wayOut: waysOut[name] ?? "Save it as PNG first." };
}

/** What the brands of an ISO media file say (ISO/IEC 14496-12, section 4.3): null for AVIF, and where it is no such file. */
function mediaFormat(file: Buffer): string | null {
  if (file.length < 16 || file.toString("latin1", 4, 8) !== "ftyp") return null;
  const brands = file.toString("latin1", 8, Math.min(file.length, file.readUInt32BE(0), 256)).match(/[^]{4}/g) ?? [];
  if (brands.some((brand) => /^avi[fs]$/.test(brand))) return null;
  if (brands.some((brand) => /^he[iv][cmsx]$/.test(brand))) return "HEIC";
  if (brands[0] === "crx ") return "camera raw";
  return brands.some((brand) => /^m[is]f1$/.test(brand)) ? "HEIF" : "a video";
}

/** Camera raw files begin as TIFF does: with a small preview (bit 0 of NewSubfileType), or they hold what only sensors give. */
function isCameraRaw(file: Buffer): boolean {
  const [kind = 0] = tiffTag(file, newSubfileType)?.values ?? [];
  return (kind & 1) === 1 || rawTags.some((tag) => tiffTag(file, tag) !== null);
}

/** TGA has its signature at the end, and older files none: there the name and a plausible header count. */
function isTarga(file: Buffer, path: string): boolean {
  if (file.toString("latin1", Math.max(0, file.length - 18)).startsWith("TRUEVISION-XFILE.")) return true;
  const plausible = file.length > 18 && file[1] <= 1 && [1, 2, 3, 9, 10, 11].includes(file[2]);
  return plausible && [8, 15, 16, 24, 32].includes(file[16]) && extname(path).toLowerCase() === ".tga";
}
