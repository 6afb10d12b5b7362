// A file that a result rests on, with its SHA-256, so that it can be seen later whether the file has changed since.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { projectRoot } from "../paths";

export interface InputFile {
  /** Relative to the project's folder, with "/" between folders. */
  readonly file: string;
  readonly sha256: string;
}

/** The file as it now is. `path`: where it is read while it has not yet the place that `file` names. Throws if it is missing. */
export function inputFile(file: string, path: string = join(projectRoot, file)): InputFile {
  if (existsSync(path)) return { file, sha256: createHash("sha256").update(readFileSync(path)).digest("hex") };
  throw new Error(`Expected the file ${path}, on which results rest, but it is missing. ` +
    `Make it again, or restore it: git checkout.`);
}

/** The path as InputFile names it: from the project's folder on, with "/" between folders. */
export function projectPath(path: string): string {
  return relative(projectRoot, path).split(sep).join("/");
}
