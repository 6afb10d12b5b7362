// The audit's records as files: <name>.json in runs/local/audit/, from where --update copies them to runs/recorded/audit/.
// Their inputs are named by the places they have once they are committed.
import { cpSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { AuditInput, AuditName, AuditRecord } from "../../studies/records";
import { inputFile } from "../files/inputFile";
import { recordedRunsFolder } from "../paths";
import { replaceRun } from "../store/replaceRun";
import { readJson, writeJson } from "../store/runRecord";

/** Where recorded results lie. */
export const recordedAuditFolder: string = join(recordedRunsFolder, "audit");
const recordedAuditPath = "runs/recorded/audit/";

export function recordPath(folder: string, name: AuditName): string {
  return join(folder, `${name}.json`);
}

/** The record in `folder`. Throws a sentence where it is missing or damaged. */
export function readAuditRecord<Name extends AuditName>(folder: string, name: Name): AuditRecord<Name> {
  return readJson<AuditRecord<Name>>(recordPath(folder, name));
}

export async function writeAuditRecord(folder: string, record: AuditRecord): Promise<void> {
  await writeJson(recordPath(folder, record.name), record);
}

/** The committed files with their SHA-256; those of the audit itself are read where this audit has them, in `folder`. */
export function hashInputs(files: readonly string[], folder: string): AuditInput[] {
  const ofAudit = (file: string): boolean => file.startsWith(recordedAuditPath);
  return files.map((file) => inputFile(file, ofAudit(file) ? join(folder, file.slice(recordedAuditPath.length)) : undefined));
}

const runFiles = ["config.json", "environment.json", "log.csv", "timing.csv", "test-loss.csv", "model"];

/** Copies records, and the runs of these names with their models, into the recorded ones; others stay. */
export function copyAudit(from: string, to: string, names: readonly AuditName[], runs: readonly string[]): void {
  mkdirSync(to, { recursive: true });
  for (const run of runs) {
    const folder = join(from, "runs", run);
    replaceRun(folder, join(to, "runs", run), runFiles.filter((file) => existsSync(join(folder, file))));
  }
  for (const name of names) cpSync(recordPath(from, name), recordPath(to, name));
}
