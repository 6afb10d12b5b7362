// The recorded runs that a study measures without training them: which there are, which are missing and by what command they come, and
// the recorded classifier by whose features pictures are compared.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Dataset } from "../../datasets/dataset";
import { experimentNamed } from "../../experiments";
import { planRun, type RunConfig } from "../../experiments/plan";
import { range, takeImages, type ImageBatch } from "../../images/batch";
import { concatRows, featureRows, type FeatureRows } from "../../images/featureRows";
import { featuresOf } from "../../models/features";
import type { MissingRun, Study, StudyRuns } from "../../studies/study";
import * as tf from "../../tensorflow";
import { toTensor } from "../../tensors";
import { recordedRunsFolder } from "../paths";
import { loadModel } from "../store/modelFiles";
import { readRunConfig } from "../store/runRecord";

export interface RecordedRuns {
  /** Names of folders: those that the study names in its order, then further ones in the alphabet's. */
  readonly present: readonly string[];
  readonly missing: readonly MissingRun[];
  /** Where they lie. */
  readonly folder: string;
}

/** The recorded classifier's run. */
export const pictureClassifier = "classifier";

const batchSize = 500;

/** What of the study's recorded runs is there; null for a study that asks for none. */
export function findRecordedRuns(
  { recordedRuns, alsoRecorded }: Study,
  dataset: Dataset,
  folder: string = recordedRunsFolder,
): RecordedRuns | null {
  if (recordedRuns === undefined) return null;
  // Recorded runs were trained on the real images, whatever is measured here.
  const plans = recordedRuns.map(({ experiment: name, seed, settings }) => {
    const experiment = experimentNamed(name);
    const other = seed === experiment.seed ? {} : { seed };
    return planRun(experiment, { ...dataset, synthetic: false }, { ...other, settings });
  });
  const isThere = (run: string): boolean => existsSync(join(folder, run, "model"));
  const named = [...plans.map(({ id, command }) => ({ run: id, command })), classifierCommand()];
  const further = readdirSync(folder).filter(
    (run) => alsoRecorded?.(run) === true && isThere(run) && !named.some((one) => one.run === run),
  );
  return {
    present: [...plans.map(({ id }) => id).filter(isThere), ...further.sort()],
    missing: named.filter(({ run }) => !isThere(run)),
    folder,
  };
}

function classifierCommand(): MissingRun {
  return { run: pictureClassifier, command: `npm run train -- ${pictureClassifier} --record` };
}

export interface OpenRuns extends StudyRuns {
  readonly dispose: () => void;
}

/** Their settings, and the classifier where it is recorded. Start the engine first. */
export async function openRuns({ present, missing, folder }: RecordedRuns): Promise<OpenRuns> {
  const configs: { [run: string]: RunConfig } = {};
  for (const run of present) configs[run] = readRunConfig(join(folder, run));
  const without = missing.some(({ run }) => run === pictureClassifier);
  const model = without ? null : await loadModel(join(folder, pictureClassifier, "model"));
  return {
    configs,
    missing,
    pictureFeatures: model === null ? null : meansOf(model),
    dispose: () => void model?.dispose(),
  };
}

/** The means over all places of the classifier's last block, a row for each image. */
function meansOf(model: tf.LayersModel): (images: ImageBatch) => FeatureRows {
  const features = featuresOf(model, ["mean"]);
  return (images) => {
    const [count] = images.shape;
    const parts: FeatureRows[] = [];
    for (let start = 0; start < count; start += batchSize) {
      const some = takeImages(images, range(Math.min(batchSize, count - start), start));
      const [means] = tf.tidy(() => features(toTensor(some)));
      parts.push(featureRows(means.dataSync<"float32">(), some.shape[0]));
      means.dispose();
    }
    return concatRows(parts);
  };
}
