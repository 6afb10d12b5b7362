// The climbed ladder on disk: ladder.json, environment.json and their sha256sums.txt, in runs/local/repair-ladder/ and, recorded, in
// runs/recorded/repair-ladder/.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ladderRecordSchema, type LadderRecord } from "../../studies/repairLadder";
import { sumsFile } from "../files/recordSums";
import { readJson, writeJson, type RunEnvironment } from "../store/runRecord";

/** What `npm run measure` takes, and the folder's name. */
export const ladderId = "repair-ladder";
/** The command that makes it again. */
export const ladderCommand = "npm run measure -- repair-ladder --record";
export const ladderFiles = ["ladder.json", "environment.json", sumsFile] as const;

/** The record in `folder`; null where there is none. Throws a sentence where it is damaged. */
export function readLadder(folder: string): LadderRecord | null {
  const path = join(folder, ladderFiles[0]);
  return existsSync(path) ? readJson(path, ladderRecordSchema, ladderCommand) : null;
}

/** Writes them all. */
export async function writeLadder(folder: string, record: LadderRecord, environment: RunEnvironment): Promise<void> {
  await writeJson(join(folder, ladderFiles[1]), environment, { begin: true });
  await writeJson(join(folder, ladderFiles[0]), record, { begin: true });
}
