// A run trained into its folder, with progress on stderr: from the beginning, an earlier run of the same name set aside, or on
// from its checkpoint. Ctrl-C and a limit in minutes end a part of it; what was trained is in the checkpoint.
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import type { Dataset } from "../../datasets/dataset";
import type { RunConfig } from "../../experiments/plan";
import type { TrainingResult } from "../../training/trainModel";
import { projectRoot } from "../paths";
import { hasUnfinishedRun } from "../store/checkpoint";
import type { RunEnvironment } from "../store/runRecord";
import { setEarlierAside } from "../store/setEarlierAside";
import { runExperiment } from "./runExperiment";
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

/** Trains until the end, or until it is told to stop or its minutes are over. Throws what the training throws. */
export async function trainInFolder(options: TrainInFolderOptions): Promise<TrainedPart> {
  const { config, dataset, folder, environment, resume, minutes = Infinity, recordedFolder } = options;
  const unfinished = hasUnfinishedRun(folder);
  if (!(resume && unfinished)) setEarlierAside(folder, unfinished);
  else console.log(`  Going on with the unfinished run in ${relative(projectRoot, folder)}.`);
  const progress = trainingProgress(config);
  const began = performance.now();
  const overTime = (): boolean => (performance.now() - began) / 60_000 >= minutes;
  try {
    const { outcome, log, model } = await runExperiment({
      config, dataset, folder, environment, recordedFolder,
      shouldStop: () => options.shouldStop() || overTime(),
      onStep: progress.onStep,
      onEpoch: progress.onEpoch,
    });
    model.dispose();
    return { outcome, epochs: log.length };
  } finally {
    progress.end();
  }
}

/** Whether the folder holds a run that came to its end. */
export function isFinishedRun(folder: string): boolean {
  return existsSync(join(folder, "model", "model.json")) && !hasUnfinishedRun(folder);
}
