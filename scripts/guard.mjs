// Runs one program for another process of the project: `node guard.mjs COMMAND ARGUMENTS…`. It leads a process group of its own,
// in which the program and whatever that starts run. Its standard input is a pipe from the process that started it: when that is
// closed, because the starter says stop or has died, whatever killed it, the whole group is ended. Ends with the program's exit
// code, 128 plus the signal's number where a signal ended it, 127 where it could not be started. See guarded.mjs.
import { spawn } from "node:child_process";
import { codeOfSignal, endSignals, signalGroup } from "./signals.mjs";

/** What a program has to put its things in order, in milliseconds. */
const graceMs = 4_000;

const [command, ...args] = process.argv.slice(2);
let stopping = false;

const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"], windowsHide: true });
child.on("error", (error) => {
  console.error(error.message);
  process.exitCode = 127;
  end();
});
child.on("exit", (code, signal) => {
  process.exitCode = code ?? codeOfSignal(/** @type {NodeJS.Signals} */ (signal));
  end();
});

process.stdin.resume().on("end", stop).on("error", stop);
for (const signal of endSignals) process.on(signal, stop);

function stop() {
  if (stopping) return;
  stopping = true;
  killGroup("SIGTERM");
  setTimeout(() => killGroup("SIGKILL"), graceMs);
}

/** Where it was stopped, nothing of the group is left. */
function end() {
  if (stopping) killGroup("SIGKILL");
  process.exit();
}

/** This process included. @param {NodeJS.Signals} signal */
function killGroup(signal) {
  if (process.platform === "win32") child.kill(signal);
  else signalGroup(process.pid, signal);
}
