// What ends a program from outside, and the exit code that says so.
import { constants } from "node:os";

/** Ctrl-C, kill, the terminal that closes: all of them end a program in the same way. */
export const endSignals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/** The exit code of a program that a signal ended, as shells give it. @param {NodeJS.Signals} signal */
export function codeOfSignal(signal) {
  return 128 + constants.signals[signal];
}

/**
 * Sends a signal to every process of a group; that nobody is left in it is no error. Not on Windows, which has no groups.
 * @param {number} group
 * @param {NodeJS.Signals} signal
 */
export function signalGroup(group, signal) {
  if (process.platform === "win32") return;
  try {
    process.kill(-group, signal);
  } catch {
    // Nobody is left.
  }
}
