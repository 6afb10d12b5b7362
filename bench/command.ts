// The frame of a benchmark's main.ts: options in, exit code out, rows to a file.
import { resolve } from "node:path";
import type { BenchOptions, BenchSubject } from "../src/node/cli/commands.mjs" with { "resolution-mode": "import" };
import { writeRecordFile } from "../src/node/files/recordSums";

/** Runs a benchmark with the words typed behind its name; its errors are sentences. */
export function runBenchmark<Subject extends BenchSubject>(
  subject: Subject,
  benchmark: (options: BenchOptions<Subject>) => Promise<number>,
): void {
  process.once("SIGINT", () => process.exit(130)).once("SIGTERM", () => process.exit(143));
  readTyped(subject)
    .then(benchmark)
    .then(
      (code) => process.exit(code),
      (error: Error) => {
        console.error(error.message);
        process.exit(1);
      },
    );
}

async function readTyped<Subject extends BenchSubject>(subject: Subject): Promise<BenchOptions<Subject>> {
  const { readCommand } = await import("../src/node/cli/commands.mjs");
  return readCommand(["bench", subject, ...process.argv.slice(2)]).options as BenchOptions<Subject>;
}

export type { BenchOptions };

/** --json: the path counts from where the person typed it; a sha256sums.txt in its folder follows. */
export async function writeRows(path: string, rows: readonly object[]): Promise<void> {
  const file = resolve(process.env.INIT_CWD ?? ".", path);
  await writeRecordFile(file, `${JSON.stringify(rows, null, 1)}\n`);
  console.log(`Rows: ${file}`);
}
