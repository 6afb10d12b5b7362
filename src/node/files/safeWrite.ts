// Files that are either whole or absent: written under a temporary name beside the target, flushed to the disk and renamed,
// which replaces an earlier file in one step (POSIX rename); its permissions stay, and a link to it stays a link. A full disk or
// a missing permission becomes one sentence that names the file, and the earlier file stays as it was. A process that ends
// meanwhile takes its unfinished files with it; those of one that was killed outright go with a later write to the folder.
import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { link, mkdir, open, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { removeDeadTemporaries, temporaryName } from "./leftovers";

/** What is being written now, by its temporary name. */
const unfinished = new Set<string>();
process.once("exit", () => unfinished.forEach((temporary) => rmSync(temporary, { force: true })));

/**
 * Writes the whole file or, on an error, leaves what was there. Missing folders above it are made. `onlyNew`: refuses a file
 * that is there when everything is ready to be renamed. Throws a sentence.
 */
export async function writeFileSafely(
  path: string,
  data: string | Uint8Array,
  { onlyNew = false }: { readonly onlyNew?: boolean } = {},
): Promise<void> {
  const earlier = onlyNew ? null : await realpath(path).catch(() => null);
  const target = earlier ?? path;
  const temporary = join(dirname(target), temporaryName(randomBytes(4).toString("hex")));
  unfinished.add(temporary);
  try {
    await mkdir(dirname(target), { recursive: true });
    removeDeadTemporaries(dirname(target));
    const handle = await open(temporary, "wx");
    try {
      await handle.writeFile(data);
      if (earlier !== null) await handle.chmod((await stat(earlier)).mode & 0o777);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (!onlyNew) await rename(temporary, target);
    else if (!(await placeNew(temporary, path))) {
      throw new Error(`Expected ${path} not to exist yet, but it does by now. Add --force to overwrite it.`);
    }
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw writeError(error, path);
  } finally {
    unfinished.delete(temporary);
  }
}

/**
 * Gives a finished file its name; false where something of this name is there. A second link is whole from its first moment;
 * drives without links get an empty file first, which an end of the process takes away.
 */
async function placeNew(temporary: string, path: string): Promise<boolean> {
  try {
    await link(temporary, path);
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    if (!(await takeName(path))) return false;
    unfinished.add(path);
    await rename(temporary, path).finally(() => unfinished.delete(path));
    return true;
  }
  await rm(temporary, { force: true });
  return true;
}

/** Makes an empty file, so that two processes never choose the same name; false where something of this name is there. */
async function takeName(path: string): Promise<boolean> {
  try {
    await (await open(path, "wx")).close();
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}

/** The first free name PATH.damaged-1, PATH.damaged-2, … takes the file; returns that name. Throws a sentence. */
export async function setAside(path: string): Promise<string> {
  for (let number = 1; ; number++) {
    const name = `${path}.damaged-${number}`;
    try {
      if (!(await takeName(name))) continue;
      await rename(path, name);
      return name;
    } catch (error) {
      throw writeError(error, path);
    }
  }
}

/** An error of the file system met while writing `path`, as a sentence that says what to do; other errors as they are. */
export function writeError(error: unknown, path: string): Error {
  const code = errorCode(error);
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new Error(
      `Expected room on the disk to write ${path}, but received ${code}. ` +
        `Free some space and run the command again.`,
    );
  }
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return new Error(
      `Expected permission to write ${path}, but received ${code}. ` +
        `Change the permissions of its folder or write to another one.`,
    );
  }
  if (code !== undefined) {
    return new Error(
      `Expected to write ${path}, but received ${code}. Check the path and the disk, and run the command again.`,
    );
  }
  return error instanceof Error ? error : new Error(String(error));
}

/** An error of the file system met while reading `path`, as a sentence; other errors as they are. */
export function readError(error: unknown, path: string): Error {
  const code = errorCode(error);
  if (code === "ENOENT" || code === "ENOTDIR") {
    return new Error(`Expected a file at ${path}, but received nothing (${code}). Correct the path.`);
  }
  if (code === "EACCES" || code === "EPERM") {
    return new Error(`Expected permission to read ${path}, but received ${code}. Change the permissions of the file.`);
  }
  if (code === "ERR_FS_FILE_TOO_LARGE") {
    return new Error(`Expected a file below 2 GiB at ${path}, but received a larger one. Check the path.`);
  }
  if (code !== undefined && /^E[A-Z]+$/.test(code)) {
    return new Error(`Expected to read ${path}, but received ${code}. Check the path and the disk.`);
  }
  return error instanceof Error ? error : new Error(String(error));
}

const readingCalls = ["read", "open", "stat", "lstat", "scandir", "realpath"];

/** The sentence of an error, also of one that the file system gives as it comes, by the call and the path that it names. */
export function sentenceOf(error: unknown): string {
  const { code, syscall, path, dest } = error as NodeJS.ErrnoException & { readonly dest?: string };
  if (code === undefined || syscall === undefined) return (error as Error).message;
  const where = dest ?? path ?? "a file";
  const noRoom = code === "ENOSPC" || code === "EDQUOT" || code === "EROFS";
  return (readingCalls.includes(syscall) && !noRoom ? readError(error, where) : writeError(error, where)).message;
}

/** "ENOSPC" and the like; undefined where the error has no code. */
export function errorCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : undefined;
}
