// What a training is given and what it gives back.
import type { ImageSource } from "../datasets/imageSource";
import type { MaskSource } from "../masks/maskSource";
import type { HoldData } from "./batchSource";
import type { LogRow, TrainingState } from "./state";
import type { CompileStep, TrainingStep } from "./step";

export interface TrainingData {
  /** Undamaged images; batches are drawn from it by position. */
  readonly train: ImageSource;
  readonly validation: ImageSource;
  /** The training images of one epoch, augmented, as many and as large as `train`; default: `train` itself in every epoch. */
  readonly trainingImages?: (epoch: number) => ImageSource;
  /** The masks of one epoch for all training images, epochs counted from 1. */
  readonly trainingMasks: (epoch: number) => MaskSource;
  readonly validationMasks: MaskSource;
}

export interface StepReport {
  readonly epoch: number;
  readonly epochs: number;
  readonly step: number;
  readonly steps: number;
  /** Mean loss over the images of this epoch so far. */
  readonly loss: number;
  /** Images of this epoch so far. */
  readonly images: number;
}

export interface TrainingCallbacks {
  readonly onStep?: (report: StepReport) => void;
  /** After each step; `state` gives, where it is called, the state to save in the middle of the epoch. It changes no number. */
  readonly betweenSteps?: (state: () => TrainingState) => void | Promise<void>;
  /** After each epoch, with the state to save; the networks hold the weights that were validated. */
  readonly onEpoch?: (row: LogRow, state: TrainingState) => void | Promise<void>;
}

export interface TrainingOptions {
  /** What is trained and how: networks, losses, optimisers. For one network: supervised({ model, … }). */
  readonly step: TrainingStep;
  readonly data: TrainingData;
  readonly epochs: number;
  readonly seed: number;
  /** Default 128; the last batch of an epoch may be smaller. */
  readonly batchSize?: number;
  /** Images of a batch of the validation; default 500. */
  readonly validationBatchSize?: number;
  /** Epochs without a lower validation loss before stopping; null (default 5) trains to the last epoch. */
  readonly patience?: number | null;
  /** Turns steps into faster ones; default runEagerly. */
  readonly compileStep?: CompileStep;
  /** Where batches come from; default copyBatches. */
  readonly holdData?: HoldData;
  readonly callbacks?: TrainingCallbacks;
  /** Asked after every step and every batch of the validation; true ends the run there, with a state that can be continued. */
  readonly shouldStop?: () => boolean;
  /** Continues from here instead of from the networks' own weights. */
  readonly resumeFrom?: TrainingState | null;
}

export interface TrainingResult {
  readonly log: readonly LogRow[];
  readonly state: TrainingState;
  readonly outcome: "finished" | "stoppedEarly" | "interrupted";
}

/** Throws on settings that make no sense, saying which. */
export function checkOptions({ data, epochs, batchSize = 128, validationBatchSize = 500 }: TrainingOptions): void {
  checkCount("epochs", epochs, 40);
  checkCount("batchSize", batchSize, 128);
  checkCount("validationBatchSize", validationBatchSize, 500);
  if (data.train.count === 0 || data.validation.count === 0) {
    throw new Error(
      `Expected at least one training and one validation image, but received ${data.train.count} and ` +
        `${data.validation.count}. Check how the data set was split.`,
    );
  }
}

function checkCount(name: string, value: number, example: number): void {
  if (Number.isInteger(value) && value >= 1) return;
  throw new Error(
    `Expected ${name} to be a whole number from 1 up, but received ${value}. Use for example ${example}.`,
  );
}
