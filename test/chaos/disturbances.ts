// What can happen to a program in the middle of its work.
import { closeSync, openSync, readFileSync, rmSync, statfsSync, statSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Random } from "../../src/random";
import { commandOf, send, withDescendants } from "./processes";

/** In the order in which rounds take them. */
export const disturbances = [
  "SIGINT",
  "SIGTERM",
  "SIGHUP",
  "SIGKILL",
  "full disk",
  "started twice",
  "flipped bit",
] as const;

export type Disturbance = (typeof disturbances)[number];

/**
 * Ctrl-C and a terminal that closes reach the whole process group, `kill` the program that was started, SIGKILL any process of the
 * tree. Returns in words what was done.
 */
export function sendSignal(pid: number, signal: NodeJS.Signals, random: Random): string {
  if (signal === "SIGINT" || signal === "SIGHUP") {
    send(-pid, signal);
    return `${signal} to the terminal's group`;
  }
  if (signal === "SIGTERM") {
    send(pid, signal);
    return `${signal} to the program`;
  }
  const tree = withDescendants(pid);
  const one = tree[random.integer(0, tree.length - 1)];
  const words = commandOf(one)
    .split(" ")
    .map((word) => word.split("/").pop());
  send(one, signal);
  return `${signal} to process ${tree.indexOf(one) + 1} of ${tree.length}, ${words.slice(0, 4).join(" ")}`;
}

/** Takes all but `left` bytes of the disk that the folder lies on; returns the file that takes them. */
export function fillDisk(folder: string, left: number): string {
  const file = join(folder, "filler.tmp");
  const block = Buffer.alloc(4 << 20);
  const free = (): number => {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  };
  const handle = openSync(file, "w");
  try {
    for (let room = free() - left; room > 0; room = free() - left)
      writeSync(handle, block, 0, Math.min(block.length, room));
  } catch {
    // Full before that: as good.
  } finally {
    closeSync(handle);
  }
  return file;
}

export function freeDisk(file: string): void {
  rmSync(file, { force: true });
}

/** Flips one bit of one of the files, in place. Returns in words which. */
export function flipBit(root: string, files: readonly string[], random: Random): string {
  const filled = files.filter((file) => statSync(join(root, file)).size > 0);
  if (filled.length === 0) return "nothing was there to flip";
  const file = filled[random.integer(0, filled.length - 1)];
  const bytes = readFileSync(join(root, file));
  const at = random.integer(0, bytes.length - 1);
  const bit = random.integer(0, 7);
  bytes[at] ^= 1 << bit;
  writeFileSync(join(root, file), bytes);
  return `bit ${bit} of byte ${at} of ${file}`;
}
