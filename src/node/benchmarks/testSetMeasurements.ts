// What a recorded benchmark, study or training means for the ledger of test sets: which weights it measured, and whether they are
// those of a reproduction.
import { join } from "node:path";
import { methodNamed } from "../../methods";
import type { Experiment } from "../../experiments/experiment";
import { inputFile } from "../files/inputFile";
import { reportWeightsSha256 } from "../files/reportWeights";
import { recordedRunsFolder } from "../paths";
import { readRunConfig } from "../store/runRecord";
import type { TestSetMeasurement } from "./testSetLedger";

/** What is the same for all networks of a measurement. */
export interface MeasuredHow extends Pick<TestSetMeasurement, "testSet" | "by"> {
  /** The reason for a network of ours; a reproduction gives its own. */
  readonly why?: string;
}

type Plan = Pick<Experiment, "validation" | "measurements">;

/** Whether a training of this plan reads the test images. */
export function readsTestImages({ validation, measurements }: Plan): boolean {
  return validation === "test" || measurements.some(({ what }) => what === "test loss");
}

/** What is entered for these methods of the table; those without weights are left out. */
export function methodMeasurements(names: readonly string[], how: MeasuredHow): TestSetMeasurement[] {
  return names.flatMap((name) => {
    const { source } = methodNamed(name);
    if (source.kind === "classical" || source.kind === "retrieval") return [];
    if (source.kind === "recorded") return [runMeasurement(source.run, how)];
    const { testSet, by } = how;
    return [{ network: name, weights: reportWeightsSha256, reproduction: true, testSet, by, why: authorsReason }];
  });
}

/** What is entered for the network of a recorded run. Throws where its record is missing or damaged. */
export function runMeasurement(
  run: string,
  { testSet, by, why = "No reason was given." }: MeasuredHow,
  recordedFolder: string = recordedRunsFolder,
): TestSetMeasurement {
  const config = readRunConfig(join(recordedFolder, run));
  const weights = join(recordedFolder, run, "model", "weights.bin");
  const reproduction = readsTestImages(config);
  return {
    network: run,
    weights: inputFile(weights, weights).sha256,
    reproduction,
    testSet,
    by,
    why: reproduction ? reasonOf(config) : why,
  };
}

/** What is entered when a run is recorded: nothing unless its training reads the test images. */
export function trainingMeasurements(run: string, recordedFolder: string = recordedRunsFolder): TestSetMeasurement[] {
  const config = readRunConfig(join(recordedFolder, run));
  const how = { testSet: config.dataset, by: "train" };
  return readsTestImages(config) ? [runMeasurement(run, how, recordedFolder)] : [];
}

const authorsReason = "Published by the report's authors, who validate on the test images.";

function reasonOf({ validation }: Plan): string {
  return validation === "test"
    ? "Validated on the test images after every epoch, as the report does."
    : "Validated on held-out images; the loss on the test images beside it, after every epoch, chooses nothing.";
}
