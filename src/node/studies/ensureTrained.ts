// The experiments that studies have trained first, and where their runs lie.
import { extraRunFolder, trainExtraRun } from "./extraRunStage";
import type { MeasureContext } from "./context";
import type { ExtraRunName } from "./extraRun";

/** Trains the experiment unless its run stands; resolves to the run's folder. Throws MeasurementStopped where interrupted. */
export type EnsureTrained = (experiment: string, context: MeasureContext) => Promise<string>;

export const ensureTrained: EnsureTrained = async (experiment, context) => {
  await trainExtraRun(extraRunOf(experiment), context);
  return trainedFolder(experiment, context);
};

/** Where the experiment's run lies once it is trained. */
export function trainedFolder(experiment: string, { folder }: Pick<MeasureContext, "folder">): string {
  return extraRunFolder(extraRunOf(experiment), folder);
}

/** Where it lies once it is committed, from the project's folder on. */
export function recordedRunOf(experiment: string): string {
  return `runs/recorded/audit/runs/${extraRunOf(experiment)}-seed1`;
}

const extraRuns: { readonly [experiment: string]: ExtraRunName } = {
  "report-held-out": "held-out",
  "report-squared-error": "squared-error",
};

function extraRunOf(experiment: string): ExtraRunName {
  if (Object.hasOwn(extraRuns, experiment)) return extraRuns[experiment];
  throw new Error(`Expected one of the experiments ${Object.keys(extraRuns).join(", ")}, but received "${experiment}". ` +
    "Train it first, and name its network with --methods.");
}
