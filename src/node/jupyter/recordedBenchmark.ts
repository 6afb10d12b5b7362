// The recorded table of the benchmark as notebooks read it: its rows, or one sentence on how to make them.
import { join } from "node:path";
import type { BenchmarkRow } from "../../benchmarks/benchmarkRow";
import { cifar10InpaintingV1 } from "../../benchmarks/cifar10InpaintingV1";
import { benchmarkCommand, readBenchmark } from "../benchmarks/record";
import { recordedRunsFolder } from "../paths";

/** The recorded rows; none, and a sentence that says what to run, where nothing was recorded. Throws on a damaged record. */
export function loadBenchmarkRows(folder: string = join(recordedRunsFolder, "benchmark")): readonly BenchmarkRow[] {
  const rows = readBenchmark(folder)?.rows ?? [];
  if (rows.length === 0) {
    console.log(
      `The table of ${cifar10InpaintingV1.name} is not recorded in this copy. To measure and record it: ` +
        benchmarkCommand(),
    );
  }
  return rows;
}
