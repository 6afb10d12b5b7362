// One hash for files that results rest on, for saved networks and for figures.
import { createHash } from "node:crypto";

/** The SHA-256 of bytes or text, hexadecimal. */
export function sha256Hex(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
