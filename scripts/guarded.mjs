// Starts programs that never outlive this process: each runs below a guard (guard.mjs), which ends it and all that it has started
// when it is told to, and when this process is gone, however it went. Also used by src/node/runProgram.ts.
import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { codeOfSignal, signalGroup } from "./signals.mjs";

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
      // Where the guard itself was killed, its group is what it leaves.
      if (signal !== null && child.pid !== undefined) signalGroup(child.pid, "SIGKILL");
    });
    child.on("close", (code, signal) => resolve(code ?? codeOfSignal(/** @type {NodeJS.Signals} */ (signal))));
  });
  const guarded = { process: child, ended, stop: () => void child.stdin?.end() };
  running.add(guarded);
  void ended.then(() => running.delete(guarded));
  return guarded;
}

/**
 * Runs a program to its end with both outputs written to a file. Resolves to its exit code and the last 20 kB of them.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, log: string, append?: boolean, timeoutSeconds?: number }} options append: what
 *   the file holds stays; timeoutSeconds: it is stopped then, default never
 * @returns {Promise<{ code: number, output: string, timedOut: boolean }>}
 */
export async function runGuarded(command, args, { cwd, env, log, append = false, timeoutSeconds }) {
  mkdirSync(dirname(log), { recursive: true });
  const file = createWriteStream(log, { flags: append ? "a" : "w" });
  file.on("error", () => {});
  const { process: child, ended, stop } = startGuarded(command, args, { cwd, env, output: "pipe" });
  let output = "";
  const collect = (/** @type {Buffer} */ chunk) => {
    file.write(chunk);
    output = (output + chunk).slice(-20_000);
  };
  child.stdout?.on("data", collect);
  child.stderr?.on("data", collect);
  let timedOut = false;
  const stopLate = () => {
    timedOut = true;
    stop();
  };
  const timer = timeoutSeconds === undefined ? undefined : setTimeout(stopLate, timeoutSeconds * 1000);
  const code = await ended;
  clearTimeout(timer);
  // Whoever is told that it failed looks at the log: all of it is there by then.
  await new Promise((resolve) => file.end(() => resolve(undefined)));
  return { code, output, timedOut };
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
