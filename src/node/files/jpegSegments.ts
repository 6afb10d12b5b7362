// The segments that a JPEG file consists of (ITU T.81, annex B), and where its picture ends: files of telephones go on behind it.

export interface JpegSegment {
  readonly marker: number;
  /** Where it begins, with its marker. */
  readonly start: number;
  readonly end: number;
}

const startOfScan = 0xda;
const endOfImage = 0xd9;
/** Markers that have no length behind them: RST0 to RST7, SOI, TEM. */
const isBare = (marker: number): boolean => (marker >= 0xd0 && marker <= 0xd8) || marker === 0x01;

export const isJpeg = (file: Buffer): boolean => file[0] === 0xff && file[1] === 0xd8;

/** The segments before the first scan. */
export function jpegSegments(file: Buffer): JpegSegment[] {
  const segments: JpegSegment[] = [];
  for (let at = 2, end = 0; at + 4 <= file.length && file[at] === 0xff; at = end) {
    const marker = file[at + 1];
    const isFill = marker === 0xff;
    if (marker === startOfScan) break;
    end = isFill ? at + 1 : at + 2 + file.readUInt16BE(at + 2);
    if (!isFill) segments.push({ marker, start: at, end });
  }
  return segments;
}

/** Where the file's first picture ends, behind its end marker; null where that marker is missing. */
export function jpegEnd(file: Buffer): number | null {
  let at = 2;
  for (;;) {
    at = file.indexOf(0xff, at);
    if (at < 0 || at + 1 >= file.length) return null;
    const marker = file[at + 1];
    if (marker === endOfImage) return at + 2;
    // Within a scan 0 behind 0xff is a value, and 0xff a filling byte.
    if (marker === 0xff) at++;
    else if (marker === 0 || isBare(marker)) at += 2;
    else if (at + 4 > file.length) return null;
    else at += 2 + file.readUInt16BE(at + 2);
  }
}

/** The file with its end marker, where only that is missing at its end: decoders then tell whether pixels are missing too. */
export function withEndMarker(file: Buffer): Buffer {
  return isJpeg(file) && jpegEnd(file) === null ? Buffer.concat([file, Buffer.of(0xff, endOfImage)]) : file;
}
