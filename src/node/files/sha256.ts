// One hash for files that results rest on, for saved networks and for figures.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { checkRegularFile } from "./regularFile";

/** The SHA-256 of bytes or text, hexadecimal. */
export function sha256Hex(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** The same of a file of any size. Throws a sentence where it is no ordinary file. */
export async function sha256OfFile(path: string): Promise<string> {
  checkRegularFile(path, { what: "a file to check", wayOut: "Move away what is there." });
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest("hex");
}
