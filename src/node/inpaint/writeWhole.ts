// A finished file reaches its place whole or not at all, also where the command is ended, by Ctrl-C or a signal, while it writes.
import { existsSync, readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { writeFileSafely } from "../files/safeWrite";

/** Writes a file by writeFileSafely; if the process exits meanwhile, the unfinished copy goes with it. */
export async function writeWhole(path: string, file: Uint8Array): Promise<void> {
  const folder = dirname(path), unfinished = `${basename(path)}.${process.pid}-`;
  const sweep = (): void => {
    const names = existsSync(folder) ? readdirSync(folder) : [];
    for (const name of names.filter((name) => name.startsWith(unfinished) && name.endsWith(".tmp"))) {
      rmSync(join(folder, name), { force: true });
    }
  };
  process.once("exit", sweep);
  try {
    await writeFileSafely(path, file);
  } finally {
    process.off("exit", sweep);
  }
}
