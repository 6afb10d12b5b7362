// What the measuring of a study is given: data, where records go, and how to show progress.
import type { CropSettings } from "../../augmentation/cropSettings";
import type { Dataset } from "../../datasets/dataset";
import type { Photographs, WholePhotographs } from "../../datasets/photographs";
import type { ExperimentData } from "../../experiments/experimentData";
import type { RunEnvironment } from "../store/runRecord";

export interface MeasureContext {
  readonly dataset: Dataset;
  /** For the studies that measure them; left out where they are not there. */
  readonly wholePhotographs?: WholePhotographs;
  /** BSDS500's training and validation photographs for crops like these. Throws a sentence where they cannot be had. */
  readonly photographs: (crops: CropSettings) => Promise<Photographs>;
  /** Where the records lie: runs/local/audit. */
  readonly folder: string;
  readonly environment: RunEnvironment;
  /** Finished records stay, unfinished trainings go on. */
  readonly resume: boolean;
  readonly shouldStop: () => boolean;
  /** Shows the text and lets the event loop turn. Throws MeasurementStopped where the command was interrupted. */
  readonly progress: (text: string) => Promise<void>;
}

/** What a study or an experiment with these crops is about: photographs; without crops the data set. */
export async function dataFor(
  crops: CropSettings | undefined,
  { dataset, photographs }: Pick<MeasureContext, "dataset" | "photographs">,
): Promise<ExperimentData> {
  return crops === undefined ? dataset : photographs(crops);
}
