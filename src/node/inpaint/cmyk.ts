// Pictures for print: their four inks are filled as they are stored. sharp takes raw values of four channels for RGB with alpha, so
// what it has to take for inks is handed over as an uncompressed TIFF (TIFF 6.0, sections 2 and 16).

interface Inks {
  readonly width: number;
  readonly height: number;
  readonly bits: 8 | 16;
  /** [H,W,4]. */
  readonly values: Uint8Array | Uint16Array;
}

/** Inks as the bytes of a TIFF file, with their ICC profile where one is given. */
export function inksAsTiff({ width, height, bits, values }: Inks, profile?: Buffer): Buffer {
  const pixels = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  const icc = profile ?? Buffer.alloc(0);
  const entries: readonly (readonly [tag: number, type: 3 | 4 | 7, count: number, value: number])[] = [
    [256, 4, 1, width],
    [257, 4, 1, height],
    [258, 3, 4, 8], // the bits of each channel stand at 8
    [259, 3, 1, 1], // not compressed
    [262, 3, 1, 5], // inks
    [273, 4, 1, 16 + icc.length],
    [277, 3, 1, 4],
    [278, 4, 1, height],
    [279, 4, 1, pixels.length],
    ...(icc.length > 0 ? [[34675, 7, icc.length, 16] as const] : []),
  ];
  const head = Buffer.alloc(16);
  head.write("II*\0", "latin1");
  head.writeUInt32LE(16 + icc.length + pixels.length, 4);
  for (let channel = 0; channel < 4; channel++) head.writeUInt16LE(bits, 8 + 2 * channel);
  const directory = Buffer.alloc(2 + 12 * entries.length + 4);
  directory.writeUInt16LE(entries.length);
  entries.forEach(([tag, type, count, value], i) => {
    const at = 2 + 12 * i;
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(type, at + 2);
    directory.writeUInt32LE(count, at + 4);
    directory.writeUInt32LE(value, at + 8);
  });
  return Buffer.concat([head, icc, pixels, directory]);
}

/** Inks as red, green and blue in 8 bit [H,W,3], by their profile; without one as the usual inks of offset printing. */
export async function inksAsRgb(inks: Inks, profile: Buffer | undefined): Promise<Uint8Array> {
  const { default: sharp } = await import("sharp");
  const rgb = (icc?: Buffer): Promise<Buffer> =>
    sharp(inksAsTiff(inks, icc), { limitInputPixels: false }).toColourspace("srgb").raw({ depth: "uchar" }).toBuffer();
  return new Uint8Array(await rgb(profile).catch(() => rgb()));
}
