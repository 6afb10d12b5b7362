// A key of code alone, on a copy of the sources in which a test changes a file.
import { hashOf } from "../../src/node/store/hashOf";
import { closureOf } from "../../src/node/store/importClosure";

/** The hash of what lies in all files of `root` that these modules rest on. */
export function codeHash(entries: readonly string[], root: string): string {
  return hashOf({ code: { files: closureOf(root, entries), root } });
}
