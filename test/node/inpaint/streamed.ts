// Standard input and output of the command inpaint, replaced by bytes.
import { Readable } from "node:stream";
import type { ByteSink } from "../../../src/node/inpaint/streams";

/** A standard output that keeps what it is given, or fails. */
export function catchInto(parts: Uint8Array[], failing?: Error): ByteSink {
  return {
    write: (bytes, done) => {
      parts.push(bytes);
      done(failing);
    },
    once: () => undefined,
  };
}

/** What `work` gives while standard input holds these bytes, and what it wrote to the output that it is handed. */
export async function withStreams<Value>(
  input: Buffer,
  work: (output: ByteSink) => Promise<Value>,
): Promise<{ heard: Value; bytes: Buffer }> {
  const earlier = Object.getOwnPropertyDescriptor(process, "stdin") ?? {};
  const parts: Uint8Array[] = [];
  const stream = Readable.from(input.length === 0 ? [] : [input]);
  Object.defineProperty(process, "stdin", { configurable: true, get: () => stream });
  try {
    return { heard: await work(catchInto(parts)), bytes: Buffer.concat(parts) };
  } finally {
    Object.defineProperty(process, "stdin", earlier);
  }
}
