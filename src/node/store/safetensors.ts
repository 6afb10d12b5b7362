// Named float32 arrays in one file, in the safetensors layout (Hugging Face, format specification 0.x): eight bytes of
// header length, a JSON header, the raw little-endian values. Readable by other tools; the header begins with the SHA-256 of
// the whole file, in which its own digits count as zeros, so that any change is noticed.
import * as v from "valibot";
import type { NamedArray } from "../../training/state";
import { sha256Hex } from "../files/sha256";

export interface SafetensorsContent {
  readonly arrays: readonly NamedArray[];
  /** Strings only, as the format asks. */
  readonly metadata: { readonly [key: string]: string };
}

/** How every header of ours begins; the digits of the hash follow. */
const headerStart = '{"__metadata__":{"sha256":"';
const hashAt = 8 + headerStart.length;
const noHash = "0".repeat(64);

export function encodeSafetensors({ arrays, metadata }: SafetensorsContent): Buffer {
  const header: { [name: string]: unknown } = { __metadata__: { sha256: noHash, ...metadata } };
  let offset = 0;
  for (const { name, shape, data } of arrays) {
    header[name] = { dtype: "F32", shape, data_offsets: [offset, (offset += data.byteLength)] };
  }
  const text = JSON.stringify(header);
  const padded = Buffer.from(text + " ".repeat((8 - (Buffer.byteLength(text) % 8)) % 8));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  const values = arrays.map(({ data }) => Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  const bytes = Buffer.concat([length, padded, ...values]);
  bytes.write(sha256Hex(bytes), hashAt, "latin1");
  return bytes;
}

export function damagedCheckpoint(source: string): Error {
  return new Error(
    `Expected a whole checkpoint of this version, but ${source} is damaged or of an earlier version. ` +
      "Delete it and start that run again.",
  );
}

const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const headerSchema = v.objectWithRest(
  { __metadata__: v.record(v.string(), v.string()) },
  v.looseObject({
    dtype: v.literal("F32"),
    shape: v.array(wholeNumber),
    data_offsets: v.tuple([wholeNumber, wholeNumber]),
  }),
);

/** Throws, naming `source`, if the bytes are cut off or changed anywhere, or their header does not describe them. */
export function decodeSafetensors(bytes: Buffer, source: string): SafetensorsContent {
  const damaged = damagedCheckpoint(source);
  if (!hashHolds(bytes)) throw damaged;
  const headerEnd = 8 + Number(bytes.readBigUInt64LE(0));
  let header: unknown;
  try {
    header = JSON.parse(bytes.toString("utf8", 8, headerEnd));
  } catch {
    throw damaged;
  }
  if (headerEnd > bytes.length || !v.is(headerSchema, header)) throw damaged;
  const { __metadata__: metadata, ...entries } = header;
  const values = bytes.subarray(headerEnd);
  let end = 0;
  const arrays = Object.entries(entries).map(([name, { shape, data_offsets: offsets }]) => {
    const from = end;
    end += 4 * shape.reduce((size, side) => size * side, 1);
    if (offsets[0] !== from || offsets[1] !== end || end > values.length) throw damaged;
    return { name, shape, data: new Float32Array(Uint8Array.from(values.subarray(from, end)).buffer) };
  });
  if (end !== values.length) throw damaged;
  return { arrays, metadata };
}

function hashHolds(bytes: Buffer): boolean {
  if (bytes.toString("latin1", 8, hashAt) !== headerStart) return false;
  const hash = bytes.toString("latin1", hashAt, hashAt + noHash.length);
  const hashed = Buffer.from(bytes);
  hashed.write(noHash, hashAt, "latin1");
  return hash === sha256Hex(hashed);
}
