// Sees to it that a run is trained: skipped while it stands and nothing that it depends on has changed, continued after an
// interruption, else trained from the beginning.
import type { RunConfig } from "../../experiments/plan";
import { withRunLock } from "../store/runLock";
import { runStage, type StageOutcome } from "../store/stage";
import { trainingKey } from "./trainingKey";
import {
  trainInFolder,
  trainingResults,
  trainingStage,
  type TrainInFolderOptions,
  type TrainedPart,
} from "./trainInFolder";

/** The training was told to stop; what was trained is in the run's checkpoint. */
export class TrainingInterrupted extends Error {
  constructor(
    readonly config: RunConfig,
    readonly epochs: number,
  ) {
    super(`${config.id} stopped after ${epochs} of ${config.epochs} epochs; everything so far is saved.`);
  }
}

export interface EnsuredRun extends StageOutcome {
  /** How the training ended; null where it stood. */
  readonly part: TrainedPart | null;
}

/** Throws TrainingInterrupted where it was told to stop, what the training throws, and where another process has the folder. */
export async function ensureTrained(options: TrainInFolderOptions): Promise<EnsuredRun> {
  const { config, folder, environment } = options;
  let part: TrainedPart | null = null;
  const outcome = await withRunLock(folder, () =>
    runStage({
      name: trainingStage,
      folder,
      key: trainingKey(config, environment),
      results: trainingResults(folder),
      work: async () => {
        part = await trainInFolder(options);
        if (part.outcome === "interrupted") throw new TrainingInterrupted(config, part.epochs);
      },
    }),
  );
  return { ...outcome, part };
}
