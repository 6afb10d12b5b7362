// Starts other programs: quietly, with the output kept in a log file, or in the foreground with the terminal handed over; and
// what a signal does while they run.
import { spawn } from "node:child_process";
import { join, relative } from "node:path";
import { causeIn, SetupError } from "./errors.mjs";
import { runGuarded, stopAll } from "./guarded.mjs";
import { codeOfSignal, endSignals } from "./signals.mjs";

/** True once a signal has come: what runs then ends for that reason, not for one of its own. */
let stopping = false;

/**
 * Until the function that it returns is called, a signal ends the programs that were started here and then, when they are gone,
 * this process with 128 plus the signal's number. What is to be released at its end (locks, temporary files) is released by then.
 */
export function endOnSignals() {
  const stop = async (/** @type {NodeJS.Signals} */ signal) => {
    if (stopping) return;
    stopping = true;
    await stopAll();
    process.exit(codeOfSignal(signal));
  };
  for (const signal of endSignals) process.on(signal, stop);
  return () => endSignals.forEach((signal) => process.off(signal, stop));
}

/**
 * Runs a program to its end, output into `log`. Throws a SetupError with the cause and the log's place if it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {{ what: string, log: string, root: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<string>} the last 20 kB of its output
 */
export async function runLogged(command, args, { what, log, root, env = process.env }) {
  const { code, output } = await runGuarded(command, args, { cwd: root, env, log });
  // The signal that ended it ends this process as well, when all programs are gone: nothing is to be said or done before.
  if (stopping) return new Promise(() => {});
  if (code === 0) return output;
  const tail = output
    .trimEnd()
    .split("\n")
    .slice(-8)
    .map((line) => `    ${line}`)
    .join("\n");
  throw new SetupError(
    `${what}: could not be installed. ${causeIn(output) || "Mend the cause below and run the same command again."}\n` +
      `${tail}\n    (all of it: ${relative(root, log)})`,
  );
}

/**
 * Runs a Node program in the foreground; it ends when this process does. A signal is passed on to it, and this process waits for
 * its end.
 * @param {string[]} args of node
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>} its exit code
 */
export async function runForeground(args, { cwd, env = process.env }) {
  const tied = ["--require", join(import.meta.dirname, "endWithParent.cjs")];
  const child = spawn(process.execPath, [...tied, ...args], { cwd, env, stdio: "inherit" });
  const pass = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
  for (const signal of endSignals) process.on(signal, pass);
  try {
    return await new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code, signal) => resolve(code ?? codeOfSignal(/** @type {NodeJS.Signals} */ (signal))));
    });
  } finally {
    for (const signal of endSignals) process.off(signal, pass);
  }
}
