// The frame of a benchmark's main.ts: options in, exit code out, rows to a file.
import { resolve } from "node:path";
import { writeFileSafely } from "../src/node/files/safeWrite";

/** Runs the benchmark with the options that the command handed over as JSON; its errors are sentences. */
export function runBenchmark<Options>(benchmark: (options: Options) => Promise<number>): void {
  process.once("SIGINT", () => process.exit(130)).once("SIGTERM", () => process.exit(143));
  benchmark(JSON.parse(process.argv[2] ?? "{}") as Options).then(
    (code) => process.exit(code),
    (error: Error) => {
      console.error(error.message);
      process.exit(1);
    },
  );
}

/** --json: the path counts from where the person typed it. */
export async function writeRows(path: string, rows: readonly object[]): Promise<void> {
  const file = resolve(process.env.INIT_CWD ?? ".", path);
  await writeFileSafely(file, `${JSON.stringify(rows, null, 1)}\n`);
  console.log(`Rows: ${file}`);
}
