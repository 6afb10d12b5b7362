// Lets one process at a time change the installed files: a folder, made atomically, that names its owner.
// A lock whose owner has died, or that nobody has touched for ten minutes, is taken over. Also used by src/node/engine.
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

const forgottenAfterMs = 600_000;

/**
 * Runs `work` while holding the lock; waits for another holder first, and says so once.
 * @template Result
 * @param {string} folder the lock's own path; its parent folders are made
 * @param {() => Promise<Result>} work
 * @param {(line: string) => void} [say]
 * @returns {Promise<Result>}
 */
export async function withLock(folder, work, say = () => {}) {
  mkdirSync(dirname(folder), { recursive: true });
  let told = false;
  while (!take(folder)) {
    if (recover(folder)) continue;
    if (!told)
      say(`Another run is setting up this folder (process ${owner(folder).pid ?? "unknown"}); waiting for it.`);
    told = true;
    await wait(300);
  }
  const release = () => rmSync(folder, { recursive: true, force: true });
  const heartbeat = setInterval(() => touch(folder), 5_000);
  heartbeat.unref();
  process.once("exit", release);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    process.removeListener("exit", release);
    release();
  }
}

/** @param {string} folder */
function take(folder) {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  }
  writeFileSync(join(folder, "owner.json"), JSON.stringify({ pid: process.pid, host: hostname() }));
  return true;
}

/** @param {string} folder @returns {{ pid?: number, host?: string }} */
function owner(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, "owner.json"), "utf8"));
  } catch {
    return {};
  }
}

/** @param {string} folder */
function touch(folder) {
  try {
    const now = new Date();
    utimesSync(folder, now, now);
  } catch {
    // Taken over or removed: nothing to keep alive.
  }
}

/** @param {string} folder */
function isStale(folder) {
  const { pid, host } = owner(folder);
  try {
    // Without a sign: where the clock was set back, a lock comes from the future.
    const ageMs = Math.abs(Date.now() - statSync(folder).mtimeMs);
    if (pid === undefined) return ageMs > 5_000;
    if (ageMs > forgottenAfterMs) return true;
  } catch {
    return false;
  }
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "ESRCH";
  }
}

/**
 * Removes a stale lock; only one process at a time decides, so that a fresh lock is never removed.
 * @param {string} folder
 */
function recover(folder) {
  if (!isStale(folder)) return false;
  const guard = `${folder}.recover`;
  try {
    mkdirSync(guard);
  } catch {
    if (Math.abs(Date.now() - (statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())) > 10_000)
      rmSync(guard, { recursive: true, force: true });
    return false;
  }
  try {
    if (!isStale(folder)) return false;
    const aside = `${folder}.stale-${process.pid}`;
    renameSync(folder, aside);
    rmSync(aside, { recursive: true, force: true });
    return true;
  } finally {
    rmSync(guard, { recursive: true, force: true });
  }
}
