// A stage of a long command: done once, remembered by a hash of everything it depends on and by the SHA-256 of its results, and
// skipped while that hash and the results stand. The stamp is written last, so an interrupted stage runs again; a result that has
// changed since is made again.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { enterSums, isWithin, pathFrom, readSums, sumsOf, sumsText, type FileSums } from "../files/recordSums";
import { writeFileSafely } from "../files/safeWrite";

export interface Stage {
  readonly name: string;
  /** Where the stamp lies; one folder may hold the stamps of many stages. */
  readonly folder: string;
  /** Hash of all inputs: see hashOf. */
  readonly key: string;
  /** All files and folders that the stage leaves: it counts as done while they are there as it left them. */
  readonly results: readonly string[];
  readonly work: () => Promise<void>;
  /** Does the work even where it stands. */
  readonly again?: boolean;
}

export interface StageOutcome {
  readonly name: string;
  readonly seconds: number;
  readonly skipped: boolean;
}

/** Runs the stage unless it is up to date; says in a line where a result has changed since. */
export async function runStage({ name, folder, key, results, work, again = false }: Stage): Promise<StageOutcome> {
  const started = performance.now();
  const earlier = again ? null : readStamp(stampOf({ name, folder }), key);
  if (earlier !== null) {
    const changed = changedResult({ folder, results }, earlier);
    if (changed === null) {
      await enterSums(folder, results);
      return { name, seconds: 0, skipped: true };
    }
    console.log(`  ${name}: ${changed} is not as it was left, so this is done again.`);
  }
  await work();
  await stampStage({ name, folder, key, results });
  return { name, seconds: (performance.now() - started) / 1000, skipped: false };
}

/** Says that the stage is done with this key and left these results, and enters them in the folder's sha256sums.txt. */
export async function stampStage({
  name,
  folder,
  key,
  results,
}: Pick<Stage, "name" | "folder" | "key" | "results">): Promise<void> {
  const sums = await enterSums(folder, results);
  await writeFileSafely(stampOf({ name, folder }), `${key}\n${sumsText(sums)}`);
}

function stampOf({ name, folder }: Pick<Stage, "name" | "folder">): string {
  return join(folder, ".stages", `${name.replace(/[^\w.-]+/g, "-")}.txt`);
}

/** The results as they were left; null where there is no such stamp, or one with another key. */
function readStamp(stamp: string, key: string): FileSums | null {
  if (!existsSync(stamp)) return null;
  const text = readFileSync(stamp, "utf8");
  return text.startsWith(`${key}\n`) ? readSums(text.slice(key.length + 1)) : null;
}

/** The first file or folder that is not as it was left; null where all are. Files that were added to a folder do not count. */
function changedResult({ folder, results }: Pick<Stage, "folder" | "results">, left: FileSums): string | null {
  const now = sumsOf(folder, results);
  const changed = [...left].find(([file, sum]) => now.get(file) !== sum);
  if (changed !== undefined) return changed[0];
  const isLeft = (path: string): boolean => [...left.keys()].some((file) => isWithin(file, path));
  return results.map((path) => pathFrom(folder, path)).find((path) => !isLeft(path)) ?? null;
}
