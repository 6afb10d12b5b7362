// Where a compiled command starts: reads the words typed once more, now for real, and runs the command's code with them.
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

if (require.main === module) void main(process.argv.slice(2)).then((exitCode) => process.exit(exitCode));
