// JupyterLab's stop button and Ctrl-C arrive as SIGINT; kill, `timeout` and a terminal that closes send SIGTERM and SIGHUP. A
// training that watches for them can finish its step, keep what was learned and return, as long as it lets the event loop turn
// now and then (`await` of a timer or setImmediate every few steps).
import { notebookSender } from "./kernel";

export interface Interrupt {
  /** True once a signal came. */
  readonly requested: boolean;
  /** Stops watching and puts everything back as it was; a kernel that was told to end, not only to stop, then ends. */
  dispose(): void;
}

export interface InterruptOptions {
  /**
   * Whether others who listen for SIGINT hear the first one as well; default true. tslab then ends the cell with
   * "Interrupted asynchronously" and does not declare the cell's variables. With false the first SIGINT only sets
   * `requested`, so that the cell returns what was trained; a second one reaches everybody.
   */
  readonly passOn?: boolean;
}

/** What ends a program from outside; all of them end it in the same way, with what it has done saved. */
export const endSignals: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Within this time a second signal is the first one again: the terminal sends it to a program, and npm passes it on. */
const echoMs = 300;

/** Whether a signal that comes now is that of this moment (performance.now()) once more. */
export function isEcho(since: number): boolean {
  return performance.now() - since < echoMs;
}

/** Watches for signals until disposed of. In plain Node a second one ends the process as it would without a watcher. */
export function watchInterrupt(options: InterruptOptions = {}): Interrupt {
  const { passOn = true } = options;
  const inNotebook = notebookSender() !== null;
  let requestedAt: number | null = null;
  let toEnd: NodeJS.Signals | null = null;
  let watching = true;
  let others: NodeJS.SignalsListener[] = [];
  // tslab runs the part of a cell before its first await with breakOnSigint: meanwhile Node takes all listeners off, and
  // afterwards it resets the signal below those that were added in between, so that the next SIGINT would end the kernel.
  // Listeners therefore change only after that part. There is always one, for the same reason.
  const later = inNotebook ? setImmediate : (task: () => void): void => task();
  const start = (): void => {
    if (!watching) return;
    others = passOn ? [] : (process.listeners("SIGINT") as NodeJS.SignalsListener[]);
    for (const signal of endSignals) process.on(signal, heard);
    others.forEach((other) => process.removeListener("SIGINT", other));
  };
  const stop = (): void => {
    others.forEach((other) => process.on("SIGINT", other));
    others = [];
    for (const signal of endSignals) process.removeListener(signal, heard);
    // Jupyter asks a kernel to end by SIGTERM and expects it to.
    if (inNotebook && toEnd !== null) process.kill(process.pid, toEnd);
  };
  function heard(signal: NodeJS.Signals): void {
    if (signal !== "SIGINT") toEnd = signal;
    if (requestedAt === null) {
      requestedAt = performance.now();
    } else if (!isEcho(requestedAt) && (others.length > 0 || process.listenerCount(signal) === 1)) {
      watching = false;
      toEnd = null;
      stop();
      process.kill(process.pid, signal);
    }
  }
  later(start);
  return {
    get requested(): boolean {
      return requestedAt !== null;
    },
    dispose: () => {
      if (watching) later(stop);
      watching = false;
    },
  };
}
