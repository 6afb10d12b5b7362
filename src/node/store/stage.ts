// A stage of a long command: done once, remembered by a hash of everything it depends on, and skipped while that hash and
// the stage's results stand. The stamp is written last, so an interrupted stage runs again.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeFileSafely } from "../files/safeWrite";

export interface Stage {
  readonly name: string;
  /** Where the stamp lies; one folder may hold the stamps of many stages. */
  readonly folder: string;
  /** Hash of all inputs: see hashOf. */
  readonly key: string;
  /** Files or folders that must be there for the stage to count as done. */
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

/** Runs the stage unless it is up to date. */
export async function runStage({ name, folder, key, results, work, again = false }: Stage): Promise<StageOutcome> {
  const started = performance.now();
  const stands = stampHolds(stampOf({ name, folder }), key) && results.every(existsSync);
  if (stands && !again) return { name, seconds: 0, skipped: true };
  await work();
  await stampStage({ name, folder, key });
  return { name, seconds: (performance.now() - started) / 1000, skipped: false };
}

/** Says that the stage is done with this key. */
export async function stampStage({ name, folder, key }: Pick<Stage, "name" | "folder" | "key">): Promise<void> {
  await writeFileSafely(stampOf({ name, folder }), `${key}\n`);
}

function stampOf({ name, folder }: Pick<Stage, "name" | "folder">): string {
  return join(folder, ".stages", `${name.replace(/[^\w.-]+/g, "-")}.txt`);
}

function stampHolds(stamp: string, key: string): boolean {
  return existsSync(stamp) && readFileSync(stamp, "utf8").trim() === key;
}
