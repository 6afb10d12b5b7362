// What `npm run measure` says of a benchmark: where it goes on, and the table at its end.
import { availableParallelism } from "node:os";
import { join, relative } from "node:path";
import type { Benchmark } from "../../benchmarks/benchmark";
import { terminalTable } from "../../benchmarks/benchmarkTable";
import type { BenchmarkImages } from "../benchmarks/loadBenchmarkImages";
import type { BenchmarkRecord } from "../benchmarks/record";
import type { BegunRow } from "../benchmarks/runBenchmark";
import { projectRoot } from "../paths";

/** Methods without rows. */
export interface LeftOut {
  /** They cannot be had here: name and reason, in a sentence each. */
  readonly absent: readonly string[];
  /** They do not take the images' sizes: names. */
  readonly refused: readonly string[];
}

/** The table, what is not in it, and where the rest is. */
export function summary(
  record: BenchmarkRecord,
  benchmark: Benchmark,
  { title }: BenchmarkImages,
  folder: string,
  { absent, refused }: LeftOut,
): string {
  const partial = record.rows.some(({ images }) => images < benchmark.images);
  return [
    "",
    `${benchmark.name}, ${title}`,
    "",
    terminalTable(record.rows, benchmark),
    "",
    ...(partial ? ["Rows that name a number of images are partial."] : []),
    ...absent.map((line) => `Not measured: ${line}`),
    ...refusedLine(refused),
    `${record.rows.length} rows in ${(record.seconds / 60).toFixed(1)} minutes on ${availableParallelism()} cores. ` +
      `Intervals, SSIM, speed: ${relative(projectRoot, join(folder, "tables.md"))}`,
  ].join("\n");
}

/** The methods that do not take the sizes, in a sentence; none where there are none. */
export function refusedLine(refused: readonly string[]): string[] {
  return refused.length === 0 ? [] : [`Left out, since they do not take images of these sizes: ${refused.join(", ")}.`];
}

/** Where a measurement goes on. */
export function resumeLine(rows: number, begun: BegunRow | null): string {
  const images = begun?.parts.reduce((sum, { errors }) => sum + errors.holePixels.length, 0) ?? 0;
  if (rows === 0 && images === 0) return "There is nothing to go on with: starting from the beginning.";
  return `Going on after ${rows} rows${images === 0 ? "" : ` and ${images.toLocaleString("en")} images of the next`}.`;
}
