// What an experiment is run on: a data set whose images have one size, or photographs that crops are cut from.
import type { Dataset } from "../datasets/dataset";
import type { Photographs } from "../datasets/photographs";
import { heldOutCount } from "../datasets/split";
import type { Experiment } from "./experiment";

export type ExperimentData = Dataset | Photographs;

export function isPhotographs(data: ExperimentData): data is Photographs {
  return "trainCrops" in data;
}

export interface ImageCounts {
  /** Training images that are left when `heldOut` of them are taken away. */
  readonly train: number;
  readonly heldOut: number;
  /** Images that validate. */
  readonly validation: number;
}

/** How many images the experiment finds in this data. Throws, naming the setting, where the two do not go together. */
export function imageCounts(experiment: Experiment, data: ExperimentData): ImageCounts {
  checkFits(experiment, data);
  if (isPhotographs(data)) {
    const heldOut = data.heldOut.shape[0];
    return { train: data.trainCount, heldOut, validation: heldOut };
  }
  const all = data.train.images.shape[0];
  const heldOut = experiment.validation === "test" ? 0 : (experiment.heldOutImages ?? heldOutCount(all));
  const validation = experiment.validation === "test" ? data.test.images.shape[0] : heldOut;
  return { train: all - heldOut, heldOut, validation };
}

function checkFits(experiment: Experiment, data: ExperimentData): void {
  const { name, source, crops } = experiment;
  if (!isPhotographs(data)) {
    if (source !== "photographs") return;
    throw new Error(
      `Expected photographs for ${name}, but received ${data.title}. Set BSDS500_IMAGES, or name a folder by --images.`,
    );
  }
  if (source !== "photographs") {
    throw new Error(
      `Expected an experiment on photographs, but received ${name}, which is trained on images of one size. ` +
        `Use one whose source is "photographs".`,
    );
  }
  if (JSON.stringify(crops) !== JSON.stringify(data.crops)) {
    throw new Error(
      `Expected photographs that were opened for the crops of ${name}, ${JSON.stringify(crops)}, ` +
        `but received some for ${JSON.stringify(data.crops)}. Open them with the run's settings.`,
    );
  }
  const unfit: readonly (readonly [setting: string, expected: unknown, received: unknown])[] = [
    ["validation", "held out", experiment.validation],
    ["heldOutImages", null, experiment.heldOutImages],
    ["augmentation", null, experiment.augmentation],
    ["measurements", [], experiment.measurements],
  ];
  for (const [setting, expected, received] of unfit) {
    if (JSON.stringify(expected) === JSON.stringify(received)) continue;
    throw new Error(
      `Expected ${setting} to be ${JSON.stringify(expected)} for photographs, of which a tenth is held out and crops are augmented ` +
        `as crops says, but received ${JSON.stringify(received)}. Write ${setting}=${JSON.stringify(expected)}.`,
    );
  }
}
