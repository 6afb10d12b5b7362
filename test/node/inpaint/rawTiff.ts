// TIFF files of any kind, not compressed, in one strip (TIFF 6.0): what sharp does not write.

export interface TiffKind {
  readonly width: number;
  readonly height: number;
  /** PhotometricInterpretation: 0 and 1 grey, 2 RGB, 5 CMYK, 8 Lab. */
  readonly photometric: number;
  readonly bits: number;
  readonly channels: number;
  /** ExtraSamples; none: the tag is missing. */
  readonly extra?: readonly number[];
  /** SampleFormat: 1 unsigned (default), 2 signed, 3 floating-point. */
  readonly format?: number;
  readonly bigEndian?: boolean;
}

/** The bytes of a file whose pixels are `pixels`, in the file's byte order. */
export function rawTiff(kind: TiffKind, pixels: Buffer): Buffer {
  const { width, height, photometric, bits, channels, extra, format, bigEndian = false } = kind;
  const entries: readonly (readonly [tag: number, type: 3 | 4, values: readonly number[]])[] = [
    [256, 4, [width]],
    [257, 4, [height]],
    [258, 3, Array<number>(channels).fill(bits)],
    [259, 3, [1]],
    [262, 3, [photometric]],
    [273, 4, [8]], // the pixels follow the header
    [277, 3, [channels]],
    [278, 4, [height]],
    [279, 4, [pixels.length]],
    ...(extra === undefined ? [] : [[338, 3, extra] as const]),
    ...(format === undefined ? [] : [[339, 3, Array<number>(channels).fill(format)] as const]),
  ];
  const number = (value: number, size: 2 | 4): Buffer => {
    const bytes = Buffer.alloc(size);
    if (bigEndian) bytes.writeUIntBE(value, 0, size);
    else bytes.writeUIntLE(value, 0, size);
    return bytes;
  };
  const directoryAt = 8 + pixels.length + (pixels.length % 2);
  let behind = directoryAt + 2 + 12 * entries.length + 4;
  const directory: Buffer[] = [number(entries.length, 2)];
  const lists: Buffer[] = [];
  for (const [tag, type, values] of entries) {
    const list = Buffer.concat(values.map((value) => number(value, type === 3 ? 2 : 4)));
    directory.push(number(tag, 2), number(type, 2), number(values.length, 4));
    if (list.length <= 4) directory.push(list, Buffer.alloc(4 - list.length));
    else {
      directory.push(number(behind, 4));
      lists.push(list);
      behind += list.length;
    }
  }
  const head = Buffer.concat([Buffer.from(bigEndian ? "MM\0*" : "II*\0", "latin1"), number(directoryAt, 4)]);
  const padding = Buffer.alloc(pixels.length % 2);
  return Buffer.concat([head, pixels, padding, ...directory, Buffer.alloc(4), ...lists]);
}
