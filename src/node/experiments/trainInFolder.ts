// A run trained into its folder, with progress on stderr: from the beginning, an earlier run of the same name set aside, or on
// from its checkpoint. Ctrl-C and a limit in minutes end a part of it; what was trained is in the checkpoint.
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import type * as tf from "../../tensorflow";
import type { ExperimentData } from "../../experiments/experimentData";
import type { RunConfig } from "../../experiments/plan";
import type { TrainingCallbacks, TrainingResult } from "../../training/trainModel";
import { troubleWithin } from "../files/recordSums";
import { projectRoot } from "../paths";
import { hasUnfinishedRun } from "../store/checkpoint";
import { readRunConfig, type RunEnvironment } from "../store/runRecord";
import { withRunLock } from "../store/runLock";
import { readLog } from "../store/runTables";
import { setEarlierAside } from "../store/setEarlierAside";
import { stampStage } from "../store/stage";
import { runExperiment } from "./runExperiment";
import { trainingKey } from "./trainingKey";
import { trainingProgress } from "./trainingProgress";

export interface TrainInFolderOptions {
  readonly config: RunConfig;
  readonly dataset: ExperimentData;
  readonly folder: string;
  readonly environment: RunEnvironment;
  /** Goes on from the folder's checkpoint where there is one. */
  readonly resume: boolean;
  readonly shouldStop: () => boolean;
  /** Ends this part after so many minutes. */
  readonly minutes?: number;
  readonly recordedFolder?: string;
  /** As in runExperiment. */
  readonly callbacks?: (model: tf.LayersModel) => TrainingCallbacks;
}

/** How it ended, after how many epochs of its own. */
export interface TrainedPart {
  readonly outcome: TrainingResult["outcome"];
  readonly epochs: number;
}

/** The stage whose stamp says that a run stands. */
export const trainingStage = "training";

/** What the stage leaves in the run's folder. */
export function trainingResults(folder: string): string[] {
  return ["config.json", "environment.json", "log.csv", "timing.csv", "model"].map((name) => join(folder, name));
}

/**
 * Trains until the end, or until it is told to stop or its minutes are over. Throws what the training throws, and where another
 * process has the folder.
 */
export async function trainInFolder(options: TrainInFolderOptions): Promise<TrainedPart> {
  return withRunLock(options.folder, () => trainAlone(options));
}

async function trainAlone(options: TrainInFolderOptions): Promise<TrainedPart> {
  const { config, dataset, folder, environment, resume, minutes = Infinity, recordedFolder, callbacks } = options;
  const unfinished = hasUnfinishedRun(folder);
  const goesOn = resume && unfinished;
  const key = trainingKey(config, environment);
  const progress = trainingProgress(config);
  const began = performance.now();
  const overTime = (): boolean => (performance.now() - began) / 60_000 >= minutes;
  try {
    const { outcome, log, model } = await runExperiment({
      config,
      dataset,
      folder,
      environment,
      recordedFolder,
      callbacks,
      key,
      ...(goesOn ? {} : { makeRoom: async () => setEarlierAside(folder, unfinished) }),
      onGoingOn: () => {
        progress.end();
        console.log(`  Going on with the unfinished run in ${relative(projectRoot, folder)}.`);
      },
      shouldStop: () => options.shouldStop() || overTime(),
      onStep: progress.onStep,
      onMeasure: progress.onMeasure,
      onEpoch: progress.onEpoch,
    });
    model.dispose();
    if (outcome !== "interrupted") {
      await stampStage({ name: trainingStage, folder, key, results: trainingResults(folder) });
    }
    return { outcome, epochs: log.length };
  } finally {
    progress.end();
  }
}

/**
 * Whether the folder holds a run that came to its end: its network, no checkpoint, and in its log all epochs or those until its
 * patience was over. Throws where a file of the run is damaged.
 */
export function isFinishedRun(folder: string): boolean {
  if (!existsSync(join(folder, "model", "model.json")) || hasUnfinishedRun(folder)) return false;
  const { epochs, patience, origin } = readRunConfig(folder);
  const losses = readLog(folder)
    .slice(origin?.epochs ?? 0)
    .map(({ valLoss }) => valLoss);
  const sinceBest = losses.length - 1 - losses.indexOf(Math.min(...losses));
  const isFinished = losses.length >= epochs || (patience !== null && losses.length > 0 && sinceBest >= patience);
  const trouble = isFinished ? troubleWithin(folder, trainingResults(folder)) : null;
  if (trouble !== null) throw new Error(`${trouble} Train it again: the same command without --resume.`);
  return isFinished;
}
