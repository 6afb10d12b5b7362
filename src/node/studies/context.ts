// What the measuring of a study is given: data, where records go, and how to show progress.
import type { Dataset } from "../../datasets/dataset";
import type { WholePhotographs } from "../../datasets/photographs";
import type { RunEnvironment } from "../store/runRecord";

export interface MeasureContext {
  readonly dataset: Dataset;
  /** For the studies that measure them; left out where they are not there. */
  readonly wholePhotographs?: WholePhotographs;
  /** Where the records lie: runs/local/audit. */
  readonly folder: string;
  readonly environment: RunEnvironment;
  /** Finished records stay, unfinished trainings go on. */
  readonly resume: boolean;
  readonly shouldStop: () => boolean;
  /** Shows the text and lets the event loop turn. Throws MeasurementStopped where the command was interrupted. */
  readonly progress: (text: string) => Promise<void>;
}
