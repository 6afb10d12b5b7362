// JupyterLab's stop button and Ctrl-C both arrive as SIGINT. A training that watches for it can finish its step, keep
// what was learned and return, as long as it lets the event loop turn now and then (`await` of a timer or setImmediate
// every few steps).
import { notebookSender } from "./kernel";

export interface Interrupt {
  /** True once SIGINT came. */
  readonly requested: boolean;
  /** Stops watching and puts everything back as it was. */
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

/** Watches for SIGINT until disposed of. In plain Node a second SIGINT ends the process as it would without a watcher. */
export function watchInterrupt(options: InterruptOptions = {}): Interrupt {
  const { passOn = true } = options;
  let requested = false;
  let watching = true;
  let others: NodeJS.SignalsListener[] = [];
  // tslab runs the part of a cell before its first await with breakOnSigint: meanwhile Node takes all listeners off, and
  // afterwards it resets the signal below those that were added in between, so that the next SIGINT would end the kernel.
  // Listeners therefore change only after that part. There is always one, for the same reason.
  const later = notebookSender() === null ? (task: () => void): void => task() : setImmediate;
  const start = (): void => {
    if (!watching) return;
    others = passOn ? [] : (process.listeners("SIGINT") as NodeJS.SignalsListener[]);
    process.on("SIGINT", heard);
    others.forEach((other) => process.removeListener("SIGINT", other));
  };
  const stop = (): void => {
    others.forEach((other) => process.on("SIGINT", other));
    others = [];
    process.removeListener("SIGINT", heard);
  };
  function heard(): void {
    if (!requested) {
      requested = true;
    } else if (others.length > 0 || process.listenerCount("SIGINT") === 1) {
      watching = false;
      stop();
      process.kill(process.pid, "SIGINT");
    }
  }
  later(start);
  return {
    get requested(): boolean {
      return requested;
    },
    dispose: () => {
      if (watching) later(stop);
      watching = false;
    },
  };
}
