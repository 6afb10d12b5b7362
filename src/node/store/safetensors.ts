// Named float32 arrays in one file, in the safetensors layout (Hugging Face, format specification 0.x): eight bytes of
// header length, a JSON header, the raw little-endian values. Readable by other tools; the header also carries our
// metadata and the SHA-256 of the values, so a damaged file is noticed.
import * as v from "valibot";
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

/** The way out where a checkpoint cannot be used. */
export const restart = "Delete it and start that run again.";

export function damagedCheckpoint(source: string): Error {
  return new Error(`Expected a whole checkpoint, but ${source} is damaged. ${restart}`);
}

const headerSchema = v.objectWithRest(
  { __metadata__: v.record(v.string(), v.string()) },
  v.looseObject({
    dtype: v.literal("F32"),
    shape: v.array(v.number()),
    data_offsets: v.tuple([v.number(), v.number()]),
  }),
);

/** Throws, naming `source`, if the bytes are cut off or changed. */
export function decodeSafetensors(bytes: Buffer, source: string): SafetensorsContent {
  const damaged = damagedCheckpoint(source);
  if (bytes.length < 8) throw damaged;
  const headerLength = Number(bytes.readBigUInt64LE(0));
  if (!(headerLength <= bytes.length - 8)) throw damaged;
  let header: unknown;
  try {
    header = JSON.parse(bytes.toString("utf8", 8, 8 + headerLength));
  } catch {
    throw damaged;
  }
  if (!v.is(headerSchema, header)) throw damaged;
  const { __metadata__: metadata, ...entries } = header;
  const values = bytes.subarray(8 + headerLength);
  if (metadata.sha256 !== sha256Hex(values)) throw damaged;
  const arrays = Object.entries(entries).map(
    ([
      name,
      {
        shape,
        data_offsets: [from, to],
      },
    ]) => {
      const data = Uint8Array.from(values.subarray(from, to));
      if (data.length !== 4 * shape.reduce((size, side) => size * side, 1)) throw damaged;
      return { name, shape, data: new Float32Array(data.buffer) };
    },
  );
  return { arrays, metadata };
}
