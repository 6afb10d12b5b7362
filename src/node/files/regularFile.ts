// A path that a person or a variable named, looked at before it is opened: reading a named pipe waits for ever, a device such as
// /dev/zero never ends, and a folder fails in the system's words. What is no ordinary file is refused in one sentence.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { errorCode, readError } from "./safeWrite";

/** What a path leads to, links followed. */
export type PathKind = "file" | "folder" | "named pipe" | "socket" | "device";

/** What should be there, and what to do where something else is. */
export interface Expected {
  /** "the archive of CIFAR-10": follows "Expected" and stands before "at PATH". */
  readonly what: string;
  /** "Name the file itself." */
  readonly wayOut: string;
}

export const aPicture: Expected = { what: "a picture", wayOut: "Name a file that holds one." };

/** null where nothing is there. Throws a sentence where that cannot be seen, as in a folder that may not be entered. */
export function pathKind(path: string): PathKind | null {
  try {
    const found = statSync(path);
    if (found.isFile()) return "file";
    if (found.isDirectory()) return "folder";
    return found.isFIFO() ? "named pipe" : found.isSocket() ? "socket" : "device";
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(errorCode(error) ?? "")) return null;
    throw readError(error, path);
  }
}

/** The sentence for something of another kind than expected. */
export function wrongKind(path: string, kind: PathKind, { what, wayOut }: Expected): Error {
  return new Error(`Expected ${what} at ${path}, but received a ${kind}. ${wayOut}`);
}

/** Throws a sentence unless an ordinary file is there. */
export function checkRegularFile(path: string, expected: Expected): void {
  const kind = pathKind(path);
  if (kind === null) throw readError({ code: "ENOENT" }, path);
  if (kind !== "file") throw wrongKind(path, kind, expected);
}

/** All of an ordinary file. Throws a sentence where it is of another kind, missing, not to be read or too large. */
export async function readRegularFile(path: string, expected: Expected): Promise<Buffer> {
  checkRegularFile(path, expected);
  return readFile(path).catch((error: unknown) => {
    throw readError(error, path);
  });
}

/** As readRegularFile, at once. */
export function readRegularFileSync(path: string, expected: Expected): Buffer {
  checkRegularFile(path, expected);
  try {
    return readFileSync(path);
  } catch (error) {
    throw readError(error, path);
  }
}

/** The names in a folder. Throws a sentence where it is missing, no folder, or not to be read. */
export function namesInFolder(path: string, expected: Expected): string[] {
  const kind = pathKind(path);
  if (kind === null)
    throw new Error(`Expected ${expected.what} at ${path}, but received nothing (ENOENT). ${expected.wayOut}`);
  if (kind !== "folder") throw wrongKind(path, kind, expected);
  try {
    return readdirSync(path);
  } catch (error) {
    throw readError(error, path);
  }
}
