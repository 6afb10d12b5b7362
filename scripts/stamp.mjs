// A stamp says which inputs an installed folder was made from. It lies inside that folder and is written last,
// so an interrupted installation, or a folder deleted by hand, never counts as done.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * One hash for texts and the contents of files and folders (recursively).
 * @param {{ texts?: string[], paths?: string[] }} inputs
 */
export function hashOf({ texts = [], paths = [] }) {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(`text ${text.length}\n${text}`);
  for (const path of paths) addPath(hash, path, path);
  return hash.digest("hex");
}

/** @param {import("node:crypto").Hash} hash @param {string} path @param {string} base */
function addPath(hash, path, base) {
  let names;
  try {
    names = readdirSync(path).sort();
  } catch {
    const bytes = readFileSync(path);
    hash.update(`file ${path.slice(base.length).replaceAll("\\", "/")} ${bytes.length}\n`).update(bytes);
    return;
  }
  for (const name of names) addPath(hash, join(path, name), base);
}

/** @param {string} file @param {string} key */
export function stampHolds(file, key) {
  try {
    return readFileSync(file, "utf8").trim() === key;
  } catch {
    return false;
  }
}

/** @param {string} file @param {string} key */
export function writeStamp(file, key) {
  writeAside(file, `${key}\n`);
}

/**
 * Writes beside the target, then renames: a reader sees the old text or the new one.
 * @param {string} file
 * @param {string} text
 */
export function writeAside(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  removeDead(file);
  const aside = `${file}.${process.pid}.tmp`;
  writeFileSync(aside, text);
  renameSync(aside, file);
}

/** What killed processes left beside the file under names of just that form, an hour after. @param {string} file */
function removeDead(file) {
  for (const name of readdirSync(dirname(file))) {
    const pid = name.startsWith(`${basename(file)}.`) && /^\.(\d+)\.tmp$/.exec(name.slice(basename(file).length))?.[1];
    if (!pid) continue;
    const path = join(dirname(file), name);
    try {
      process.kill(Number(pid), 0);
    } catch (error) {
      const isGone = /** @type {NodeJS.ErrnoException} */ (error).code === "ESRCH";
      const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
      if (isGone && Date.now() - changed > 3_600_000) rmSync(path, { force: true });
    }
  }
}
