// One command at a time works in a run's folder: FOLDER.lock, beside the folder so that it stays where the folder is set aside,
// names the process. A second one is refused at once. A lock whose process has ended, or that names none, is taken over.
import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import { linkSync, lstatSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join, relative, resolve } from "node:path";
import { errorCode, writeError } from "../files/safeWrite";
import { sha256Hex } from "../files/sha256";
import { projectRoot } from "../paths";
import { isRunning, lockText, mayBeGone, ownerIn, type LockOwner } from "./lockOwner";

/** The text of each lock that this process holds, by its path. */
const held = new Map<string, string>();
process.once("exit", () => held.forEach((text, path) => release(path, text)));

/** The locks within which the code runs now. */
const within = new AsyncLocalStorage<readonly string[]>();

export interface RunLockOptions {
  /** What else the user can do than wait, as the end of a sentence; default: another seed. */
  readonly otherwise?: string;
}

/**
 * Runs `work` as the only one that works in this folder. Within the work the same lock can be taken again. Throws a sentence, and
 * does nothing, where another process or another call of this one holds it.
 */
export async function withRunLock<Result>(
  folder: string,
  work: () => Promise<Result>,
  { otherwise = "another seed makes another run" }: RunLockOptions = {},
): Promise<Result> {
  const path = lockPath(folder);
  const outer = within.getStore() ?? [];
  if (outer.includes(path) && held.has(path)) return work();
  const text = lockText();
  const other = ownerIn(held.get(path) ?? "") ?? tryTaking(path, text);
  if (other !== null) throw new Error(refusal(folder, path, other, otherwise));
  held.set(path, text);
  try {
    return await within.run([...outer, path], work);
  } finally {
    held.delete(path);
    release(path, text);
  }
}

/** Where the lock of a folder lies; the folder above is made. Throws a sentence. */
function lockPath(folder: string): string {
  const above = dirname(resolve(folder));
  try {
    mkdirSync(above, { recursive: true });
    return join(realpathSync(above), `${basename(folder)}.lock`);
  } catch (error) {
    throw writeError(error, above);
  }
}

function refusal(folder: string, path: string, owner: LockOwner, otherwise: string): string {
  const began = new Date(owner.since ?? NaN);
  const since = Number.isNaN(began.getTime()) ? "" : ` since ${began.toLocaleString("sv-SE")}`;
  const where = owner.host === null || owner.host === hostname() ? "" : ` on ${owner.host}`;
  return (
    `Expected ${relative(projectRoot, folder)} for this command alone, but process ${owner.pid}${where} has been working ` +
    `in it${since}. Wait for it or end it; ${otherwise}.` +
    (mayBeGone(owner) ? ` If it has ended, delete ${relative(projectRoot, path)}.` : "")
  );
}

function tryTaking(path: string, text: string): LockOwner | null {
  try {
    return take(path, text);
  } catch (error) {
    throw writeError(error, path);
  }
}

/**
 * Takes the lock, or gives its owner. A lock that nobody holds is replaced by whoever holds the lock on replacing just that one:
 * whoever comes late then finds the new one.
 */
function take(path: string, text: string): LockOwner | null {
  for (;;) {
    if (create(path, text)) return null;
    const found = contentOf(path);
    if (found === null) continue;
    const owner = ownerIn(found);
    if (owner !== null && isRunning(owner)) return owner;
    const replacing = `${path}.after-${sha256Hex(found).slice(0, 12)}`;
    const other = take(replacing, text);
    if (other !== null) return other;
    try {
      if (contentOf(path) !== found) continue;
      replace(path, text);
      return null;
    } finally {
      rmSync(replacing, { force: true });
    }
  }
}

/** Makes the whole file in one step; false where something of this name is there. */
function create(path: string, text: string): boolean {
  return writtenAside(path, text, (aside) => {
    try {
      linkSync(aside, path);
    } catch (error) {
      if (errorCode(error) === "EEXIST") return false;
      // Some disks (FAT) know no links: the file is then made first and filled after it.
      return createInTwoSteps(path, text);
    }
    return true;
  });
}

function createInTwoSteps(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}

function replace(path: string, text: string): void {
  writtenAside(path, text, (aside) => renameSync(aside, path));
}

function writtenAside<Result>(path: string, text: string, use: (aside: string) => Result): Result {
  const aside = join(dirname(path), `.${process.pid}-${randomBytes(4).toString("hex")}.tmp`);
  try {
    writeFileSync(aside, text, { flag: "wx" });
    return use(aside);
  } finally {
    rmSync(aside, { force: true });
  }
}

/** The file's text, "" for what is no file; null where there is nothing. */
function contentOf(path: string): string | null {
  try {
    return lstatSync(path).isFile() ? readFileSync(path, "utf8") : "";
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
}

function release(path: string, text: string): void {
  try {
    if (contentOf(path) === text) rmSync(path, { force: true });
  } catch {
    // It names a process that has ended, sooner or later: the next one takes it over.
  }
}
