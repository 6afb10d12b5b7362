// The mask sets as plain files, for users of other languages: packed bits as numpy.unpackbits reads them, masks.json with
// names, shapes, seeds and hashes, and a short Python program that reads one of them and checks its hash.
import { cpSync } from "node:fs";
import { join } from "node:path";
import { benchmarkImages, benchmarkName, drawBenchmarkMasks, type BenchmarkMaskSet } from "../../benchmarks/maskSets";
import { packMasks } from "../../masks/packMasks";
import { writeFileSafely } from "../files/safeWrite";
import { projectRoot } from "../paths";
import { writeJson } from "../store/runRecord";

const example = "readMasks.py";

/** Writes <name>.bits for each set, masks.json and the example; resolves to the names of the files. */
export async function exportMasks(folder: string, sets: readonly BenchmarkMaskSet[]): Promise<string[]> {
  const entries = [];
  for (const set of sets) {
    const file = `${set.name}.bits`;
    await writeFileSafely(join(folder, file), packMasks(await drawBenchmarkMasks(set)));
    entries.push({ name: set.name, title: set.title, file, shape: [benchmarkImages, 32, 32], seed: set.seed,
      sha256: set.sha256 });
  }
  await writeJson(join(folder, "masks.json"), {
    benchmark: benchmarkName, values: "1 = known pixel, 0 = hole; one bit per pixel, the first in the highest bit", sets: entries,
  });
  cpSync(join(projectRoot, "src/benchmarks", example), join(folder, example));
  return [...entries.map(({ file }) => file), "masks.json", example];
}
