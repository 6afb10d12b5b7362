// A benchmark on disk: rows.json (every row with its key), tables.md, environment.json, sha256sums.txt. rows.json is written after each row,
// so that an interrupted benchmark goes on where it stopped; its key is a hash of all that the numbers depend on.
import { existsSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import type { Benchmark } from "../../benchmarks/benchmark";
import { benchmarkRowSchema, type BenchmarkRow } from "../../benchmarks/benchmarkRow";
import { markdownTables } from "../../benchmarks/benchmarkTable";
import { cifar10InpaintingV1 } from "../../benchmarks/cifar10InpaintingV1";
import type { SchemaEntries } from "../../schema";
import { writeRecordFile } from "../files/recordSums";
import { readJson, writeJson, type RunEnvironment } from "../store/runRecord";

export interface BenchmarkRecord {
  readonly key: string;
  /** The command that makes it again. */
  readonly command: string;
  /** Wall time of the whole, set-up apart. */
  readonly seconds: number;
  readonly rows: readonly BenchmarkRow[];
  /** Methods whose rows were measured by themselves, after the whole. */
  readonly later?: readonly LaterRows[];
}

/** Rows that were put into a recorded table, and on what they were measured. */
export interface LaterRows extends Pick<RunEnvironment, "processor" | "cores"> {
  readonly methods: readonly string[];
  readonly command: string;
  readonly seconds: number;
}

const recordSchema: v.GenericSchema<BenchmarkRecord> = v.looseObject({
  key: v.string(),
  command: v.string(),
  seconds: v.number(),
  rows: v.array(benchmarkRowSchema),
  later: v.optional(
    v.array(
      v.looseObject({
        methods: v.array(v.string()),
        command: v.string(),
        seconds: v.number(),
        processor: v.string(),
        cores: v.number(),
      }),
    ),
  ),
} satisfies SchemaEntries<BenchmarkRecord>);

const rowsFile = "rows.json";
/** The command that makes a benchmark's recorded table again. */
export function benchmarkCommand({ name }: Pick<Benchmark, "name"> = cifar10InpaintingV1): string {
  return `npm run measure -- ${name} --record`;
}

/** The name of a benchmark's folder, among recorded and local runs, and of its figure; the first one's carries no name. */
export function benchmarkId({ name }: Benchmark): string {
  return name === cifar10InpaintingV1.name ? "benchmark" : `benchmark-${name}`;
}

/** The record of this benchmark in `folder`; null where there is none. Throws, naming the command, where it is damaged. */
export function readBenchmark(
  folder: string,
  benchmark: Pick<Benchmark, "name"> = cifar10InpaintingV1,
): BenchmarkRecord | null {
  const path = join(folder, rowsFile);
  return existsSync(path) ? readJson(path, recordSchema, benchmarkCommand(benchmark)) : null;
}

/**
 * The recorded table with the rows of the measured methods in place of its own; those of other `known` methods stay. Figures of
 * quality do not depend on the machine to the digits shown, images per second do. Throws where the table is one of other data.
 */
export function mergeRows(
  recorded: BenchmarkRecord,
  measured: BenchmarkRecord,
  { processor, cores }: Pick<RunEnvironment, "processor" | "cores">,
  known: readonly string[],
): BenchmarkRecord {
  const datasets = [...new Set([...recorded.rows, ...measured.rows].map(({ dataset }) => dataset))];
  if (datasets.length > 1) {
    throw new Error(
      `Expected a recorded table of ${measured.rows[0]?.dataset} to put the rows into, but received ` +
        `${datasets.join(" and ")}. Measure all methods: leave --methods out.`,
    );
  }
  const methods = [...new Set(measured.rows.map(({ method }) => method))];
  const { command, seconds } = measured;
  const stays = (name: string): boolean => known.includes(name) && !methods.includes(name);
  const earlier = (recorded.later ?? []).map((part) => ({ ...part, methods: part.methods.filter(stays) }));
  return {
    ...recorded,
    rows: [...recorded.rows.filter(({ method }) => stays(method)), ...measured.rows],
    later: [...earlier.filter((part) => part.methods.length > 0), { methods, command, seconds, processor, cores }],
  };
}

/** Writes what there is so far. */
export async function writeRows(folder: string, record: BenchmarkRecord): Promise<void> {
  await writeJson(join(folder, rowsFile), record, { begin: true });
}

/** Writes the tables beside the rows. */
export async function writeTables(
  folder: string,
  benchmark: Benchmark,
  record: BenchmarkRecord,
  environment: RunEnvironment,
): Promise<void> {
  await writeJson(join(folder, "environment.json"), environment, { begin: true });
  const text = `${tablesText(benchmark, record, environment)}\n`;
  await writeRecordFile(join(folder, "tables.md"), text, { begin: true });
}

function tablesText(benchmark: Benchmark, record: BenchmarkRecord, { processor, cores }: RunEnvironment): string {
  const { command, seconds, rows, later = [] } = record;
  const made = (by: string, time: number, on: string, all: number): string =>
    `by \`${by}\` in ${(time / 60).toFixed(1)} minutes on ${all} cores (${on})`;
  const datasets = [...new Set(rows.map(({ dataset }) => dataset))].join(", ");
  const fewest = Math.min(...rows.map(({ images }) => images));
  return [
    `# ${benchmark.name}`,
    `${datasets}. Made ${made(command, seconds, processor, cores)}.` +
      later
        .map((part) => ` ${part.methods.join(", ")}: ${made(part.command, part.seconds, part.processor, part.cores)}.`)
        .join("") +
      `${fewest < benchmark.images ? " Rows that name a number of images are partial." : ""} Every figure is defined in ` +
      "[PROTOCOL.md](../../../src/benchmarks/PROTOCOL.md).",
    markdownTables(rows, benchmark, otherMachines(later, { processor, cores })),
  ].join("\n\n");
}

/** The processor of each method that was measured later and on another machine. */
function otherMachines(
  later: readonly LaterRows[],
  first: Pick<RunEnvironment, "processor" | "cores">,
): Map<string, string> {
  const others = later.filter(({ processor, cores }) => processor !== first.processor || cores !== first.cores);
  return new Map(
    others.flatMap(({ methods, processor, cores }) => methods.map((name) => [name, `${processor}, ${cores} cores`])),
  );
}
