// The recorded studies as notebooks read them: what takes minutes over 10,000 images is looked up, and the notebook measures the
// same on fewer images beside it.
import { studyValuesSchemas } from "../../studies";
import type { RecordOf, StudyName } from "../../studies/records";
import { readStudyRecord, recordedAuditFolder } from "../studies/record";

/** One study's record by its name, such as "paint", with how it was made. Throws a sentence where there is no such study, or where its record is missing or damaged. */
export function loadAudit<Name extends StudyName>(name: Name, folder: string = recordedAuditFolder): RecordOf<Name> {
  const names = Object.keys(studyValuesSchemas);
  if (!names.includes(name)) {
    throw new Error(`Expected the name of a study, but received "${name}". Use one of ${names.join(", ")}.`);
  }
  return readStudyRecord(folder, name);
}
