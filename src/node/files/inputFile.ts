// A file that a result rests on, with its SHA-256, so that it can be seen later whether the file has changed since.
import { existsSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { projectRoot } from "../paths";
import { sha256Hex } from "./sha256";

export interface InputFile {
  /** Relative to the project's folder, with "/" between folders. */
  readonly file: string;
  readonly sha256: string;
}

/** The file as it now is. `path`: where it is read while it has not yet the place that `file` names. Throws if it is missing. */
export function inputFile(file: string, path: string = join(projectRoot, file)): InputFile {
  if (existsSync(path)) return { file, sha256: sha256Hex(readFileSync(path)) };
  throw new Error(
    `Expected the file ${path}, on which results rest, but it is missing. ` +
      `Make it again, or restore it: git checkout.`,
  );
}

/** The path as InputFile names it: from the project's folder on, with "/" between folders. */
export function projectPath(path: string): string {
  return relative(projectRoot, path).split(sep).join("/");
}

/** The names of those that are missing below `root` or are not what they were. */
export function changedInputs(inputs: readonly InputFile[], root: string): string[] {
  const isAsBefore = ({ file, sha256 }: InputFile): boolean =>
    existsSync(join(root, file)) && sha256Hex(readFileSync(join(root, file))) === sha256;
  return inputs.filter((input) => !isAsBefore(input)).map(({ file }) => file);
}
