// Named float32 arrays in one file, in the safetensors layout (Hugging Face, format specification 0.x): eight bytes of
// header length, a JSON header, the raw little-endian values. Readable by other tools; the header also carries our
// metadata and the SHA-256 of the values, so a damaged file is noticed.
import type { NamedArray } from "../../training/state";
import { sha256Hex } from "../files/sha256";

export interface SafetensorsContent {
  readonly arrays: readonly NamedArray[];
  /** Strings only, as the format asks. */
  readonly metadata: { readonly [key: string]: string };
}

export function encodeSafetensors({ arrays, metadata }: SafetensorsContent): Buffer {
  const values = Buffer.concat(arrays.map(({ data }) => Buffer.from(data.buffer, data.byteOffset, data.byteLength)));
  const header: { [name: string]: unknown } = { __metadata__: { ...metadata, sha256: sha256Hex(values) } };
  let offset = 0;
  for (const { name, shape, data } of arrays) {
    header[name] = { dtype: "F32", shape, data_offsets: [offset, (offset += data.byteLength)] };
  }
  const text = JSON.stringify(header);
  const padded = Buffer.from(text + " ".repeat((8 - (Buffer.byteLength(text) % 8)) % 8));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  return Buffer.concat([length, padded, values]);
}

/** Throws, naming `source`, if the bytes are cut off or changed. */
export function decodeSafetensors(bytes: Buffer, source: string): SafetensorsContent {
  const damaged = (): Error =>
    new Error(`Expected a whole checkpoint, but ${source} is damaged. Delete it and start that run again.`);
  if (bytes.length < 8) throw damaged();
  const headerLength = Number(bytes.readBigUInt64LE(0));
  if (!(headerLength <= bytes.length - 8)) throw damaged();
  let header: { [name: string]: { shape: number[]; data_offsets: [number, number] } };
  try {
    header = JSON.parse(bytes.toString("utf8", 8, 8 + headerLength));
  } catch {
    throw damaged();
  }
  const { __metadata__: metadata, ...entries } = header as typeof header & { __metadata__?: unknown };
  const values = bytes.subarray(8 + headerLength);
  const strings = (metadata ?? {}) as { [key: string]: string };
  if (strings.sha256 !== sha256Hex(values)) throw damaged();
  const arrays = Object.entries(entries).map(
    ([
      name,
      {
        shape,
        data_offsets: [from, to],
      },
    ]) => ({ name, shape, data: new Float32Array(new Uint8Array(values.subarray(from, to)).buffer) }),
  );
  return { arrays, metadata: strings };
}
