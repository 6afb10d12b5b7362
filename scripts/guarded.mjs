// Starts programs that never outlive this process: each runs below a guard (guard.mjs), which ends it and all that it has started
// when it is told to, and when this process is gone, however it went. Also used by src/node/runProgram.ts.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const guard = fileURLToPath(new URL("guard.mjs", import.meta.url));

/**
 * @typedef {object} Guarded
 * @property {import("node:child_process").ChildProcess} process the guard; its outputs are the program's
 * @property {Promise<number>} ended the exit code: 128 plus the signal's number where a signal ended it, 127 where it could not be
 *   started; never rejects
 * @property {() => void} stop asks the program and what it has started to end, and kills after four seconds what has not
 */

/** @type {Set<Guarded>} */
const running = new Set();

/**
 * Starts a program. It has no standard input; `output`: "pipe" hands both outputs to this process, "inherit" shows them.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, output: "pipe" | "inherit" }} options
 * @returns {Guarded}
 */
export function startGuarded(command, args, { cwd, env, output }) {
  const child = spawn(process.execPath, [guard, command, ...args], {
    cwd,
    env,
    stdio: ["pipe", output, output],
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  child.stdin?.on("error", () => {});
  /** @type {Promise<number>} */
  const ended = new Promise((resolve) => {
    child.on("error", () => resolve(127));
    child.on("exit", (_, signal) => {
      if (signal !== null) killGroup(child.pid);
    });
    child.on("close", (code, signal) => resolve(code ?? (signal === "SIGKILL" ? 137 : 143)));
  });
  const guarded = { process: child, ended, stop: () => void child.stdin?.end() };
  running.add(guarded);
  void ended.then(() => running.delete(guarded));
  return guarded;
}

/** Where the guard itself was killed, its group is what it leaves. @param {number | undefined} group */
function killGroup(group) {
  if (group === undefined || process.platform === "win32") return;
  try {
    process.kill(-group, "SIGKILL");
  } catch {
    // Nobody is left.
  }
}

/** Whether any program that this process has started still runs. */
export function anyRunning() {
  return running.size > 0;
}

/** Ends every program that this process has started; resolves when all have ended. */
export async function stopAll() {
  await Promise.all(
    [...running].map(({ stop, ended }) => {
      stop();
      return ended;
    }),
  );
}
