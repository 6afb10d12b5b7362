// The records of studies as files: <name>.json in runs/local/audit/, from where --record copies them to runs/recorded/audit/.
import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { studyValuesSchemas } from "../../studies";
import { studyRecordSchema, type RecordOf, type StudyName, type StudyRecord } from "../../studies/records";
import { recordedRunsFolder } from "../paths";
import { readJson, writeJson } from "../store/runRecord";

/** Where recorded results lie. */
export const recordedAuditFolder: string = join(recordedRunsFolder, "audit");

/** The same, from the project's folder on: how records name each other. */
export const recordedAuditPath = "runs/recorded/audit";

/** Where the record of a study lies in a folder of records. */
export function recordPath(folder: string, name: string): string {
  return join(folder, `${name}.json`);
}

/**
 * The record in `folder`. Throws a sentence with the command that makes it where it is missing or damaged, or of other methods
 * than the study's own.
 */
export function readStudyRecord<Name extends StudyName>(folder: string, name: Name): RecordOf<Name> {
  const record = folder === recordedAuditFolder ? " --record" : "";
  const schema = studyRecordSchema(studyValuesSchemas[name]);
  return readJson(recordPath(folder, name), schema, `npm run measure -- ${name}${record}`);
}

/** Writes <its name>.json. */
export async function writeStudyRecord(folder: string, record: StudyRecord): Promise<void> {
  await writeJson(recordPath(folder, record.name), record);
}

/** Copies records into the recorded ones; others stay. */
export function copyRecords(from: string, to: string, names: readonly string[]): void {
  mkdirSync(to, { recursive: true });
  for (const name of names) cpSync(recordPath(from, name), recordPath(to, name));
}
