// Programs started for a round, and what of them is still alive.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** A program in a process group of its own, as a terminal starts one. */
export interface Started {
  readonly pid: number;
  /** Everything printed, when it has ended, and its exit code; null where a signal ended it. */
  readonly ended: Promise<Ended>;
  /** What was printed until now. */
  printed(): string;
}

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

export function start(command: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Started {
  const [program, ...args] = command;
  const child = spawn(program, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => setTimeout(() => resolve({ code, output }), 200));
  });
  return { pid: child.pid ?? 0, ended, printed: () => output };
}

/** Sends a signal; that nobody is there any more is no error. A negative pid names a process group. */
export function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended.
  }
}

/** The process and all that it has started and that they have started, by the table of processes. */
export function withDescendants(pid: number): number[] {
  const parents = pids().map((one) => [one, parentOf(one)] as const);
  const tree = [pid];
  for (const one of tree) tree.push(...parents.filter(([, parent]) => parent === one).map(([child]) => child));
  return tree;
}

/** Processes that run in this folder or name it in their command line; not this one. */
export function aliveIn(folder: string): number[] {
  return pids().filter(
    (pid) =>
      pid !== process.pid && !isZombie(pid) && (cwdOf(pid).startsWith(folder) || commandOf(pid).includes(folder)),
  );
}

function pids(): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function statOf(pid: number): string[] {
  const stat = read(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function parentOf(pid: number): number {
  return Number(statOf(pid)[1] ?? 0);
}

function isZombie(pid: number): boolean {
  return ["Z", "X"].includes(statOf(pid)[0]);
}

/** With blanks between its words. */
export function commandOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`).replaceAll("\0", " ").trim();
}

function cwdOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return "";
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
