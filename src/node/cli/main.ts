// Where a compiled command starts: reads the words typed once more, now for real, and runs the command's code with them.
import { constants } from "node:os";
import { endSignals, isEcho } from "../jupyter/interrupt";
import { stopPrograms } from "../runProgram";
import type { CommandName, CommandOptions } from "./commands.mjs" with { "resolution-mode": "import" };

type Runnable = Exclude<CommandName, "bench" | "start" | "setup" | "build">;

/** Each command's code, loaded when it is called. */
const code: {
  readonly [Name in Runnable]: () => Promise<(options: CommandOptions<Name>) => Promise<number>>;
} = {
  lab: async () => (await import("./lab.js")).runLab,
  reproduce: async () => (await import("./reproduce.js")).reproduce,
  test: async () => (await import("./test.js")).runTests,
  train: async () => (await import("./train.js")).train,
  measure: async () => (await import("./measure.js")).measure,
  verify: async () => (await import("./verify.js")).verify,
  report: async () => (await import("./report.js")).report,
  classSeed: async () => (await import("./classSeed.js")).classSeed,
  classTable: async () => (await import("./classTable.js")).classTable,
  site: async () => (await import("./site.js")).site,
  prefetch: async () => (await import("./prefetch.js")).prefetch,
  format: async () => (await import("./format.js")).format,
};

/** Runs the command that these words name; resolves to its exit code. */
export async function main(words: readonly string[]): Promise<number> {
  const { readCommand } = await import("./commands.mjs");
  const { command, options } = readCommand(words);
  const run = (await code[command as Runnable]()) as (options: unknown) => Promise<number>;
  return run(options);
}

/**
 * Ctrl-C, kill and a closing terminal end the command when its programs are gone, unless the command listens for itself: then the
 * first one is left to it, so that it can save what it has done.
 */
function endOnSignals(): void {
  let first: number | null = null;
  let ending = false;
  const heard = async (signal: NodeJS.Signals): Promise<void> => {
    if (ending || (first !== null && isEcho(first))) return;
    const listening = process.listenerCount(signal) > 1 && first === null;
    first = performance.now();
    if (listening) return;
    ending = true;
    await stopPrograms();
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of endSignals) process.on(signal, (name: NodeJS.Signals) => void heard(name));
  // A terminal that has closed takes no more lines; what is being computed is still saved.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
}

if (require.main === module) {
  endOnSignals();
  void main(process.argv.slice(2)).then((exitCode) => process.exit(exitCode));
}
