// Whether a run can go on: only as it was planned, on the machine and with the code that it began with.
import { relative } from "node:path";
import type { RunConfig } from "../../experiments/plan";
import { projectRoot } from "../paths";
import { checkpointPath, type Checkpoint } from "../store/checkpoint";

/** Throws where the run of `checkpoint` was planned otherwise, or its training depends on what has changed (see trainingKey). */
export function checkGoesOn(
  folder: string,
  planned: RunConfig,
  key: string | null,
  checkpoint: Pick<Checkpoint, "config" | "key">,
): void {
  const again = `without --resume, or after deleting ${relative(projectRoot, checkpointPath(folder))}`;
  checkSamePlan(folder, planned, checkpoint.config, again);
  if (key === null || checkpoint.key === null || checkpoint.key === key) return;
  throw new Error(
    `Expected to go on with the run in ${relative(projectRoot, folder)} as it began, ` +
      `but the machine or code that the training depends on has changed since. Start from the beginning, ${again}.`,
  );
}

/** Throws, naming what differs, where the run in `folder` was planned otherwise. The command is no part of a plan. */
export function checkSamePlan(
  folder: string,
  planned: RunConfig,
  before: RunConfig,
  again: string = "without --resume",
): void {
  const other = (Object.keys(planned) as (keyof RunConfig)[]).filter(
    (name) => name !== "command" && JSON.stringify(planned[name]) !== JSON.stringify(before[name]),
  );
  if (other.length === 0) return;
  throw new Error(
    `Expected to continue the run in ${relative(projectRoot, folder)} as it was planned, ` +
      `but received other settings (${other.join(", ")}). ` +
      `Leave out what differs, or start from the beginning, ${again}. ` +
      "A run that is to be recorded has --record from the beginning: it trains every epoch.",
  );
}
