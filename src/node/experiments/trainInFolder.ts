// A run trained into its folder, with progress on stderr: from the beginning, an earlier run of the same name set aside, or on
// from its checkpoint. Ctrl-C and a limit in minutes end a part of it; what was trained is in the checkpoint.
import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Dataset } from "../../datasets/dataset";
import type { RunConfig } from "../../experiments/plan";
import type { TrainingResult } from "../../training/trainModel";
import { writeFileSafely } from "../files/safeWrite";
import { projectRoot } from "../paths";
import { hasUnfinishedRun } from "../store/checkpoint";
import { readRunConfig, type RunEnvironment } from "../store/runRecord";
import { readLog } from "../store/runTables";
import { setEarlierAside } from "../store/setEarlierAside";
import { stampStage } from "../store/stage";
import { runExperiment } from "./runExperiment";
import { trainingKey } from "./trainingKey";
import { trainingProgress } from "./trainingProgress";

export interface TrainInFolderOptions {
  readonly config: RunConfig;
  readonly dataset: Dataset;
  readonly folder: string;
  readonly environment: RunEnvironment;
  /** Goes on from the folder's checkpoint where there is one. */
  readonly resume: boolean;
  readonly shouldStop: () => boolean;
  /** Ends this part after so many minutes. */
  readonly minutes?: number;
  readonly recordedFolder?: string;
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

/** Trains until the end, or until it is told to stop or its minutes are over. Throws what the training throws. */
export async function trainInFolder(options: TrainInFolderOptions): Promise<TrainedPart> {
  const { config, dataset, folder, environment, resume, minutes = Infinity, recordedFolder } = options;
  const unfinished = hasUnfinishedRun(folder);
  const goesOn = resume && unfinished;
  const key = trainingKey(config, environment);
  const keyFile = join(folder, "training.key");
  if (goesOn) {
    if (existsSync(keyFile) && readFileSync(keyFile, "utf8") !== key) throw new Error(changedMessage(folder));
    console.log(`  Going on with the unfinished run in ${relative(projectRoot, folder)}.`);
  }
  const makeRoom = async (): Promise<void> => {
    setEarlierAside(folder, unfinished);
    await writeFileSafely(keyFile, key);
  };
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
      ...(goesOn ? {} : { makeRoom }),
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

function changedMessage(folder: string): string {
  return (
    `Expected to go on with the run in ${relative(projectRoot, folder)} as it began, ` +
    "but settings, the machine, or code that the training depends on have changed since. " +
    "Start from the beginning, without --resume."
  );
}

/**
 * Whether the folder holds a run that came to its end: its network, no checkpoint, and in its log all epochs or those until its
 * patience was over. Throws where settings or log are damaged.
 */
export function isFinishedRun(folder: string): boolean {
  if (!existsSync(join(folder, "model", "model.json")) || hasUnfinishedRun(folder)) return false;
  const { epochs, patience, origin } = readRunConfig(folder);
  const losses = readLog(folder)
    .slice(origin?.epochs ?? 0)
    .map(({ valLoss }) => valLoss);
  const sinceBest = losses.length - 1 - losses.indexOf(Math.min(...losses));
  return losses.length >= epochs || (patience !== null && losses.length > 0 && sinceBest >= patience);
}
