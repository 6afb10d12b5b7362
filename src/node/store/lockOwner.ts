// Who holds a lock: a process, by its number on this computer and the moment at which it started, since numbers are given out
// again. The time that a lock names is only shown: clocks may change.
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import * as v from "valibot";

export interface LockOwner {
  readonly pid: number;
  /** The computer's name; null where the lock does not say it. */
  readonly host: string | null;
  /** When the process started, as the system counts; null where that cannot be had. */
  readonly started: string | null;
  /** When it took the lock, ISO 8601; null where the lock does not say it. */
  readonly since: string | null;
}

const ownerSchema = v.looseObject({
  pid: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 31 - 1)),
  host: v.fallback(v.nullable(v.string()), null),
  started: v.fallback(v.nullable(v.string()), null),
  since: v.fallback(v.nullable(v.string()), null),
});

/** What this process writes into a lock; no two calls give the same text. */
export function lockText(): string {
  const owner: LockOwner = {
    pid: process.pid,
    host: hostname(),
    started: processState(process.pid)?.started ?? null,
    since: new Date().toISOString(),
  };
  return `${JSON.stringify({ ...owner, token: randomBytes(8).toString("hex") })}\n`;
}

/** Whom the text of a lock names; null where it names nobody. */
export function ownerIn(text: string): LockOwner | null {
  try {
    const parsed = v.safeParse(ownerSchema, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/** Whether the process still runs. One on another computer counts as running: nobody can tell from here. */
export function isRunning({ pid, host, started }: LockOwner): boolean {
  if (host !== null && host !== hostname()) return true;
  if (!exists(pid)) return false;
  const now = processState(pid);
  if (now?.ended === true) return false;
  // Without a start time a lock of this process's number is an earlier process's: whoever asks does not hold it.
  if (now === null || started === null) return pid !== process.pid;
  return now.started === started;
}

/** Whether isRunning can be wrong about the owner. */
export function mayBeGone({ host, started }: LockOwner): boolean {
  return started === null || (host !== null && host !== hostname());
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

interface ProcessState {
  /** It has ended, and nobody has asked for its exit code yet. */
  readonly ended: boolean;
  readonly started: string;
}

/** From Linux's /proc; null on other systems and where the process is not shown. */
function processState(pid: number): ProcessState | null {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // Field 2 is the program's name in brackets, which may hold anything; fields 3 and 22 are state and start time.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { ended: fields[0] === "Z" || fields[0] === "X", started: `${boot} ${fields[19]}` };
  } catch {
    return null;
  }
}
