// The records of studies as files: <name>.json in runs/local/audit/, from where --record copies them to runs/recorded/audit/.
import { join } from "node:path";
import { studyValuesSchemas } from "../../studies";
import { studyRecordSchema, type RecordOf, type StudyName, type StudyRecord } from "../../studies/records";
import { recordedRunsFolder } from "../paths";
import { readRecordText, writeRecordFile } from "../files/recordSums";
import { wayOutOf } from "../store/madeBy";
import { readJson } from "../store/runRecord";

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
  return readJson(recordPath(folder, name), studyRecordSchema(studyValuesSchemas[name]), commandOf(folder, name));
}

function commandOf(folder: string, name: string): string {
  return `npm run measure -- ${name}${folder === recordedAuditFolder ? " --record" : ""}`;
}

/** Writes <its name>.json and enters it in the folder's sha256sums.txt. */
export async function writeStudyRecord(folder: string, record: StudyRecord): Promise<void> {
  await writeRecordFile(recordPath(folder, record.name), recordText(record), { begin: true });
}

/** JSON with lists of numbers on one line each, which are most of a record. */
function recordText(record: StudyRecord): string {
  const text = JSON.stringify(record, null, 2);
  const lists = text.replace(
    /\[\n([-+.,\de\s]+)\n\s*\]/g,
    (_, numbers: string) => `[${numbers.trim().split(/\s+/).join(" ")}]`,
  );
  return `${lists}\n`;
}

/** Copies records into the recorded ones; others stay. Throws a sentence where one is missing or has changed since. */
export async function copyRecords(from: string, to: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const path = recordPath(from, name);
    const wayOut = wayOutOf(path, commandOf(from, name));
    const text = readRecordText(path, wayOut);
    if (text === null) throw new Error(`Expected a record in JSON, but ${path} is missing. ${wayOut}`);
    await writeRecordFile(recordPath(to, name), text, { begin: true });
  }
}
