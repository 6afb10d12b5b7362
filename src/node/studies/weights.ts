// The recorded runs of the report's experiment and where their weights lie, by the names that records give their inputs.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { recordedRunsFolder } from "../paths";
import { shownRun } from "../store/runRecord";

/** The weights of a recorded run, relative to the project's folder. */
export function weightsOf(run: string = shownRun): string {
  return `runs/recorded/${run}/model/weights.bin`;
}

/** The recorded runs of the report's experiment, by name. */
export function reportRuns(folder: string = recordedRunsFolder): string[] {
  const trained = (id: string): boolean => existsSync(join(folder, id, "model", "model.json"));
  return readdirSync(folder).filter((id) => id.startsWith("report-") && trained(id)).sort();
}
