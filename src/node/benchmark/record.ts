// A benchmark on disk: rows.json (every row with its key), tables.md, environment.json. rows.json is written after each row,
// so that an interrupted benchmark goes on where it stopped; its key is a hash of all that the numbers depend on.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { BenchmarkRow } from "../../evaluation/benchmarkRow";
import { markdownTables } from "../../evaluation/benchmarkTable";
import { benchmarkImages, benchmarkName } from "../../evaluation/maskSets";
import { writeFileSafely } from "../files/safeWrite";
import { readJson, writeJson, type RunEnvironment } from "../runs/runRecord";

export interface BenchmarkRecord {
  readonly key: string;
  /** The command that makes it again. */
  readonly command: string;
  /** Wall time of the whole, set-up apart. */
  readonly seconds: number;
  readonly rows: readonly BenchmarkRow[];
}

const rowsFile = "rows.json";

/** The record in `folder`; null where there is none. Throws a sentence where it is damaged. */
export function readBenchmark(folder: string): BenchmarkRecord | null {
  const path = join(folder, rowsFile);
  return existsSync(path) ? readJson<BenchmarkRecord>(path) : null;
}

/** Writes what there is so far. */
export async function writeRows(folder: string, record: BenchmarkRecord): Promise<void> {
  await writeJson(join(folder, rowsFile), record);
}

/** Writes the tables beside the rows. */
export async function writeTables(folder: string, record: BenchmarkRecord, environment: RunEnvironment): Promise<void> {
  await writeJson(join(folder, "environment.json"), environment);
  await writeFileSafely(join(folder, "tables.md"), `${tablesText(record, environment)}\n`);
}

function tablesText({ command, seconds, rows }: BenchmarkRecord, { processor, cores }: RunEnvironment): string {
  const datasets = [...new Set(rows.map(({ dataset }) => dataset))].join(", ");
  const fewest = Math.min(...rows.map(({ images }) => images));
  return [
    `# ${benchmarkName}`,
    `${datasets}. Made by \`${command}\` in ${(seconds / 60).toFixed(1)} minutes on ${cores} cores (${processor}).` +
      `${fewest < benchmarkImages ? " Rows that name a number of images are partial." : ""} Every figure is defined in ` +
      "[PROTOCOL.md](../../../src/evaluation/PROTOCOL.md).",
    markdownTables(rows),
  ].join("\n\n");
}
