// Files that are pictures by their ending and that the command does not read: in a folder they are named, not passed over.
import { extname } from "node:path";

/** Formats by their usual name, with the endings of their files. */
const unread: { readonly [format: string]: string } = {
  HEIC: "heic heif hif heics heifs",
  BMP: "bmp dib",
  "JPEG XL": "jxl",
  "JPEG 2000": "jp2 j2k jpf jpx jpm j2c jpc",
  Netpbm: "ppm pgm pbm pnm pam pfm",
  TGA: "tga icb vda vst",
  PCX: "pcx",
  QOI: "qoi",
  DDS: "dds",
  Photoshop: "psd psb",
  GIMP: "xcf",
  Krita: "kra",
  OpenRaster: "ora",
  SVG: "svg svgz",
  OpenEXR: "exr",
  Radiance: "hdr",
  FITS: "fits fit fts",
  ICO: "ico cur",
  "camera raw": "dng cr2 cr3 crw nef nrw arw srf sr2 raf rw2 orf pef srw x3f 3fr iiq erf mef mos mrw dcr kdc rwl raw",
};

const formatOfEnding = new Map(
  Object.entries(unread).flatMap(([format, endings]) => endings.split(" ").map((ending) => [`.${ending}`, format])),
);

/** "HEIC" for a.heic; null where the ending is no picture's, or that of one that is read. */
export function unreadFormat(path: string): string | null {
  return formatOfEnding.get(extname(path).toLowerCase()) ?? null;
}

/** "a, b and 3 more" */
export function someOf(names: readonly string[], most = 5): string {
  const named = names.length <= most + 1 ? names : [...names.slice(0, most), `${names.length - most} more`];
  return named.length === 1 ? named[0] : `${named.slice(0, -1).join(", ")} and ${named[named.length - 1]}`;
}
