// Single tags of the first directory of a TIFF file (TIFF 6.0, section 2, and BigTIFF), for what sharp does not tell.

export interface TiffTag {
  readonly values: readonly number[];
  /** Where the first value stands in the file. */
  readonly at: number;
}

/** Bytes of a value by its type: BYTE, SHORT, LONG, UNDEFINED, IFD, LONG8, IFD8. */
const sizes: { readonly [type: number]: number } = { 1: 1, 3: 2, 4: 4, 7: 1, 13: 4, 16: 8, 18: 8 };

export const isTiff = (file: Buffer): boolean => /^(?:II[*+]\0|MM\0[*+])/.test(file.toString("latin1", 0, 4));

/** A tag of whole numbers, by its number; null where the file has none, or where it is cut off there. */
export function tiffTag(file: Buffer, wanted: number): TiffTag | null {
  if (!isTiff(file) || file.length < 16) return null;
  const little = file[0] === 0x49;
  const big = (little ? file[2] : file[3]) === 0x2b;
  const word = big ? 8 : 4;
  const number = (at: number, size: number): number => {
    if (at + size > file.length) return 0;
    if (size === 8) return Number(little ? file.readBigUInt64LE(at) : file.readBigUInt64BE(at));
    return little ? file.readUIntLE(at, size) : file.readUIntBE(at, size);
  };
  const directory = number(word, word);
  const countSize = big ? 8 : 2;
  const entry = 4 + 2 * word;
  const count = number(directory, countSize);
  for (let i = 0; i < count; i++) {
    const at = directory + countSize + i * entry;
    if (at + entry > file.length) return null;
    if (number(at, 2) !== wanted) continue;
    const size = sizes[number(at + 2, 2)] ?? 0;
    const length = number(at + 4, word);
    const place = size * length <= word ? at + 4 + word : number(at + 4 + word, word);
    if (size === 0 || place + size * length > file.length) return null;
    return { values: Array.from({ length }, (_, k) => number(place + k * size, size)), at: place };
  }
  return null;
}
