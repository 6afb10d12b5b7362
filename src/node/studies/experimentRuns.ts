// The experiments that studies have trained first, and where their runs lie.
import { join } from "node:path";
import type { Dataset } from "../../datasets/dataset";
import { experimentNamed } from "../../experiments";
import { planRun, type RunConfig } from "../../experiments/plan";
import { ensureTrained } from "../experiments/ensureTrained";
import { localRunsFolder } from "../paths";
import type { MeasureContext } from "./context";

/** Trains the experiment unless its run stands; resolves to the run's folder. Throws TrainingInterrupted where interrupted. */
export type EnsureExperiment = (experiment: string, context: MeasureContext) => Promise<string>;

export const ensureExperiment: EnsureExperiment = async (experiment, context) => {
  const { dataset, environment, resume, shouldStop } = context;
  const config = planOf(experiment, dataset);
  const folder = join(localRunsFolder, config.id);
  const { skipped, seconds } = await ensureTrained({ config, dataset, folder, environment, resume, shouldStop });
  console.log(skipped ? `  ${config.id}: trained already` : `  ${config.id}: trained in ${Math.round(seconds)} s`);
  return folder;
};

/** As studies have it trained: to its last epoch, as it is recorded. */
export function planOf(experiment: string, dataset: Dataset): RunConfig {
  return planRun(experimentNamed(experiment), dataset, { exactEpochs: true });
}

/** Where a study's experiment lies once it is recorded, from the project's folder on. */
export function recordedRunOf(experiment: string): string {
  const { name, seed } = experimentNamed(experiment);
  return `runs/recorded/${name}-seed${seed}`;
}
