// The mask sets as plain files, for users of other languages: packed bits as numpy.unpackbits reads them, masks.json with
// names, seeds, hashes and one shape or, for images of several sizes, the list of them, and a short Python program that reads one of them and checks its hash.
import { cpSync } from "node:fs";
import { join } from "node:path";
import type { Benchmark, BenchmarkMaskSet } from "../../benchmarks/benchmark";
import { drawMaskBatches, packedBatches } from "../../benchmarks/benchmarkMasks";
import { writeFileSafely } from "../files/safeWrite";
import { projectRoot } from "../paths";
import { writeJson } from "../store/runRecord";

const example = "readMasks.py";

/** Writes <name>.bits for each set of the benchmark, masks.json and the example; resolves to the names of the files. */
export async function exportMasks(
  folder: string,
  benchmark: Benchmark,
  sets: readonly BenchmarkMaskSet[],
): Promise<string[]> {
  const shapes = benchmark.shapes.map(([count, height, width]) => [count, height, width]);
  const shaped = shapes.length === 1 ? { shape: shapes[0] } : { shapes };
  const entries = [];
  for (const set of sets) {
    const { name, title, seed, sha256 } = set;
    const file = `${name}.bits`;
    await writeFileSafely(join(folder, file), packedBatches(await drawMaskBatches(set, benchmark)));
    entries.push({ name, title, file, ...shaped, seed, sha256 });
  }
  await writeJson(join(folder, "masks.json"), {
    benchmark: benchmark.name,
    values: "1 = known pixel, 0 = hole; one bit per pixel, the first in the highest bit",
    sets: entries,
  });
  cpSync(join(projectRoot, "src/benchmarks", example), join(folder, example));
  return [...entries.map(({ file }) => file), "masks.json", example];
}
