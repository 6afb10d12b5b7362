// The experiments that studies have trained first, by name or with a seed of their own, and where their runs lie.
import { join } from "node:path";
import type { Dataset } from "../../datasets/dataset";
import { experimentNamed } from "../../experiments";
import type { Experiment } from "../../experiments/experiment";
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
export function planOf(run: string, dataset: Dataset): RunConfig {
  const { experiment, seed } = experimentOf(run);
  return planRun(experiment, dataset, { exactEpochs: true, ...(seed === experiment.seed ? {} : { seed }) });
}

/** Where a study's experiment lies once it is recorded, from the project's folder on. */
export function recordedRunOf(run: string): string {
  const { experiment, seed } = experimentOf(run);
  const named = experiment.repeated || seed !== experiment.seed;
  return `runs/recorded/${experiment.name}${named ? `-seed${seed}` : ""}`;
}

/** The experiment of this name with its own seed, or with another: "report-fixed-seed3". */
function experimentOf(run: string): { readonly experiment: Experiment; readonly seed: number } {
  const [, name, seed] = /^(.+)-seed(\d+)$/.exec(run) ?? [];
  if (name !== undefined) return { experiment: experimentNamed(name), seed: Number(seed) };
  const experiment = experimentNamed(run);
  return { experiment, seed: experiment.seed };
}
