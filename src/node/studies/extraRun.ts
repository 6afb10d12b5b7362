// The two trainings that only the audit asks for: the report's network validated on 5,000 training images that are held out,
// and the same network trained with the squared error. All else is the report's experiment with fixed masks and seed 1.
import type { Dataset, LabelledImages } from "../../datasets/dataset";
import { holdOutValidation } from "../../datasets/split";
import { binaryCrossentropy } from "../../losses/binaryCrossentropy";
import type { Loss } from "../../losses/loss";
import { meanSquaredError } from "../../losses/meanSquaredError";
import { planRun } from "../experiments/runPlan";
import type { RunConfig } from "../store/runRecord";

/** A run's settings with what differs from the report's experiment; log.csv then holds this loss on that validation set. */
export interface ExtraRunConfig extends RunConfig {
  /** Absent: the binary cross-entropy. */
  readonly loss?: "meanSquaredError";
  /** Absent: the test images. heldOut: training images that are not trained on; the test loss goes to test-loss.csv. */
  readonly validation?: "heldOut";
}

export type ExtraRunName = "held-out" | "squared-error";

/** Exactly the report's 40 epochs, so that early stopping can be judged afterwards. */
const epochs = 40;
/** One training image in ten is held out: 5,000 of CIFAR-10's. */
const heldOutShare = 10;

/** The settings of one of the two, for this data set. */
export function planExtraRun(name: ExtraRunName, dataset: Dataset): ExtraRunConfig {
  const config: RunConfig = { ...planRun({ epochs }, dataset), id: `${name}-seed1` };
  if (name === "squared-error") return { ...config, loss: "meanSquaredError" };
  const all = dataset.train.labels.length, heldOut = Math.floor(all / heldOutShare);
  return { ...config, validation: "heldOut", trainImages: all - heldOut, validationImages: heldOut };
}

/** What is trained on and what is validated on. */
export function splitOf({ validation, validationImages }: ExtraRunConfig, { train, test }: Dataset):
  { readonly train: LabelledImages; readonly validation: LabelledImages } {
  return validation === "heldOut" ? holdOutValidation(train, 1, validationImages) : { train, validation: test };
}

export function lossOf({ loss }: ExtraRunConfig): Loss {
  return loss === "meanSquaredError" ? meanSquaredError : binaryCrossentropy;
}
