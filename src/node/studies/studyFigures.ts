// The figures that a study draws while it measures, as files beside its record: they show what the record does not hold.
import { join } from "node:path";
import type { StudyRecord } from "../../studies/records";
import type { Measured, Study } from "../../studies/study";
import { inputFile } from "../files/inputFile";
import { writeFigure } from "../figures/writeFigure";
import { recordedAuditPath, recordPath } from "./record";

/** Where they lie in a folder of records. */
export function figureFiles({ figures = [] }: Pick<Study, "figures">, folder: string): string[] {
  return figures.flatMap((name) => ["svg", "png"].map((ending) => join(folder, "figures", `${name}.${ending}`)));
}

/** Writes them once the record is written, with it and what it rests on as their inputs. */
export async function writeStudyFigures(
  { figures = {} }: Pick<Measured<unknown>, "figures">,
  record: StudyRecord,
  folder: string,
): Promise<void> {
  const { name: study, command, dataset, seed } = record;
  const own = inputFile(`${recordedAuditPath}/${study}.json`, recordPath(folder, study));
  for (const [name, grid] of Object.entries(figures)) {
    const inputs = [...record.inputs, own];
    await writeFigure(join(folder, "figures"), name, grid, { command, run: null, dataset, seed, inputs });
  }
}
