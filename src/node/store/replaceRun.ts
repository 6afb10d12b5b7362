// A run put in the place of another one: copied beside it first, so that an interruption leaves one of the two whole.
import { cpSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Copies these files and folders of the run in `from`, and nothing else, to `to`. Throws where one of them is missing. */
export function replaceRun(from: string, to: string, parts: readonly string[]): void {
  const fresh = `${to}.new`;
  rmSync(fresh, { recursive: true, force: true });
  for (const part of parts) cpSync(join(from, part), join(fresh, part), { recursive: true });
  rmSync(to, { recursive: true, force: true });
  renameSync(fresh, to);
}
