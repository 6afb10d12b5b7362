// Arrays in NumPy's file format .npy, version 1.0: a line that says type and shape, then the values, the last index running fastest.
// https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
import { endianness } from "node:os";

export interface NpyFile<Values> {
  /** The whole file. */
  readonly bytes: Uint8Array;
  /** The values inside it, all 0 until they are set. */
  readonly values: Values;
}

/** A file of whole numbers from 0 to 255. */
export function npyOfBytes(shape: readonly number[]): NpyFile<Uint8Array> {
  const { bytes, start, size } = emptyFile("|u1", 1, shape);
  return { bytes, values: bytes.subarray(start, start + size) };
}

/** A file of float32 numbers. */
export function npyOfFloats(shape: readonly number[]): NpyFile<Float32Array> {
  const { bytes, start, size } = emptyFile(endianness() === "LE" ? "<f4" : ">f4", 4, shape);
  return { bytes, values: new Float32Array(bytes.buffer, start, size) };
}

/** The header and room for the values, which begin at a multiple of 64 bytes. */
function emptyFile(
  type: string,
  bytesPerValue: number,
  shape: readonly number[],
): { readonly bytes: Uint8Array; readonly start: number; readonly size: number } {
  const sides = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const said = `{'descr': '${type}', 'fortran_order': False, 'shape': (${sides}), }`;
  const before = 10;
  const start = Math.ceil((before + said.length + 1) / 64) * 64;
  const header = `${said.padEnd(start - before - 1)}\n`;
  const size = shape.reduce((product, side) => product * side, 1);
  const bytes = new Uint8Array(start + size * bytesPerValue);
  bytes.set([0x93, ...Buffer.from("NUMPY"), 1, 0, header.length & 0xff, header.length >> 8]);
  bytes.set(Buffer.from(header), before);
  return { bytes, start, size };
}
