// The experiments that studies have trained first, by name or with a seed of their own, and where their runs lie.
import { join } from "node:path";
import { experimentNamed } from "../../experiments";
import type { Experiment } from "../../experiments/experiment";
import type { ExperimentData } from "../../experiments/experimentData";
import { planRun, type RunConfig } from "../../experiments/plan";
import { ensureTrained } from "../experiments/ensureTrained";
import { featuresSha256 } from "../experiments/openFeatures";
import { localRunsFolder } from "../paths";
import { dataFor, type MeasureContext } from "./context";

/** Trains the experiment unless its run stands; resolves to the run's folder. Throws TrainingInterrupted where interrupted. */
export type EnsureExperiment = (experiment: string, context: MeasureContext) => Promise<string>;

export const ensureExperiment: EnsureExperiment = async (experiment, context) => {
  const { environment, resume, shouldStop } = context;
  const dataset = await dataOf(experiment, context);
  const { step } = experimentOf(experiment).experiment;
  const config = planOf(experiment, dataset, await featuresSha256(step.loss));
  const folder = join(localRunsFolder, config.id);
  const { skipped, seconds } = await ensureTrained({ config, dataset, folder, environment, resume, shouldStop });
  console.log(skipped ? `  ${config.id}: trained already` : `  ${config.id}: trained in ${Math.round(seconds)} s`);
  return folder;
};

/** What the experiment is trained on: the data set, or photographs for its crops. Throws where they cannot be had. */
export async function dataOf(
  run: string,
  context: Pick<MeasureContext, "dataset" | "photographs">,
): Promise<ExperimentData> {
  return dataFor(experimentOf(run).experiment.crops, context);
}

/** As studies have it trained: to its last epoch, as it is recorded; with the hash of the features that its loss compares. */
export function planOf(run: string, dataset: ExperimentData, features?: string): RunConfig {
  const { experiment, seed } = experimentOf(run);
  const other = seed === experiment.seed ? {} : { seed };
  return planRun(experiment, dataset, { exactEpochs: true, ...other, featuresSha256: features });
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
