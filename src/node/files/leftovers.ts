// What a process that was killed outright leaves behind: it cannot take its unfinished files with it, so the next one that writes
// to the same folder does. Only names of exactly this form are touched, only where the process that made them is gone, and only an
// hour after the last change: a drive may be shared with machines whose processes cannot be seen from here.
import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

const oldEnoughMs = 3_600_000;
const swept = new Set<string>();

/** A temporary name in the folder of a file that is being written: ".PID-xxxxxxxx.tmp". */
export function temporaryName(random: string): string {
  return `.${process.pid}-${random}.tmp`;
}

const temporaryNames = /^\.(\d+)-[0-9a-f]{8}\.tmp$/;

/** Removes dead temporary files from the folder, once per folder and process. Never throws: it is no matter if some stay. */
export function removeDeadTemporaries(folder: string): void {
  if (swept.has(folder)) return;
  swept.add(folder);
  removeOld(folder, (name) => {
    const process = temporaryNames.exec(name)?.[1];
    return process !== undefined && isGone(Number(process));
  });
}

/** Removes files and folders whose name fits and that nobody has changed for an hour. Never throws. */
export function removeOld(folder: string, fits: (name: string) => boolean, now: number = Date.now()): void {
  try {
    for (const name of readdirSync(folder).filter(fits)) {
      const path = join(folder, name);
      if (now - statSync(path).mtimeMs > oldEnoughMs) rmSync(path, { recursive: true, force: true });
    }
  } catch {
    // Not to be read, or gone meanwhile.
  }
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
