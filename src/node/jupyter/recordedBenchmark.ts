// The recorded table of a benchmark as notebooks read it: its rows, or one sentence on how to make them.
import { join } from "node:path";
import type { Benchmark } from "../../benchmarks/benchmark";
import type { BenchmarkRow } from "../../benchmarks/benchmarkRow";
import { cifar10InpaintingV1 } from "../../benchmarks/cifar10InpaintingV1";
import { benchmarkCommand, benchmarkId, readBenchmark } from "../benchmarks/record";
import { recordedRunsFolder } from "../paths";

/**
 * The recorded rows of cifar10-inpainting-v1, or of another benchmark; none, and a sentence that says what to run, where nothing was
 * recorded. Throws on a damaged record.
 */
export function loadBenchmarkRows(
  benchmark: Benchmark = cifar10InpaintingV1,
  folder: string = join(recordedRunsFolder, benchmarkId(benchmark)),
): readonly BenchmarkRow[] {
  const rows = readBenchmark(folder, benchmark)?.rows ?? [];
  if (rows.length === 0) {
    console.log(
      `The table of ${benchmark.name} is not recorded in this copy. To measure and record it: ` +
        benchmarkCommand(benchmark),
    );
  }
  return rows;
}
