// What a training is given and what it gives back.
import type * as tf from "@tensorflow/tfjs";
import type { ImageBatch } from "../images";
import type { Loss } from "../losses/loss";
import type { HoldData } from "./batchSource";
import type { Optimizer } from "./optimizer";
import type { LogRow, TrainingState } from "./state";
import type { CompileStep, PrepareInput } from "./step";

export interface TrainingData {
  /** Undamaged images [N,H,W,C]; uint8 is turned to float32 in [0,1] batch by batch. */
  readonly train: ImageBatch;
  readonly validation: ImageBatch;
  /** The training images of one epoch, augmented, of the shape and type of `train`; default: `train` itself in every epoch. */
  readonly trainingImages?: (epoch: number) => ImageBatch;
  /** The masks of one epoch for all training images, epochs counted from 1. */
  readonly trainingMasks: (epoch: number) => ImageBatch;
  readonly validationMasks: ImageBatch;
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
  /** After each epoch, with the state to save; the model holds the weights that were validated. */
  readonly onEpoch?: (row: LogRow, state: TrainingState) => void | Promise<void>;
}

export interface TrainingOptions {
  readonly model: tf.LayersModel;
  readonly data: TrainingData;
  readonly epochs: number;
  readonly seed: number;
  /** Default 128; the last batch of an epoch may be smaller. */
  readonly batchSize?: number;
  /** Epochs without a lower validation loss before stopping; null (default 5) trains to the last epoch. */
  readonly patience?: number | null;
  /** Default adam(). */
  readonly optimizer?: Optimizer;
  /** Default binaryCrossentropy. */
  readonly loss?: Loss;
  /** Default paintHolesBlack. */
  readonly prepareInput?: PrepareInput;
  /** Gradients are shortened to this global norm; null (default) leaves them. */
  readonly clipNorm?: number | null;
  /**
   * Trains on as ever, but validates, keeps as best and ends with moving averages of the parameters, of which this part
   * (for example 0.99) stays in every step. null (default) uses the parameters themselves.
   */
  readonly averageDecay?: number | null;
  /** Parts of a batch that are computed side by side (see StepParts); default 1. */
  readonly parallelParts?: number;
  /** Turns steps into faster ones; default runEagerly. */
  readonly compileStep?: CompileStep;
  /** Where batches come from; default copyBatches. */
  readonly holdData?: HoldData;
  readonly callbacks?: TrainingCallbacks;
  /** Asked after every step and every 500 validation images; true ends the run there, with a state that can be continued. */
  readonly shouldStop?: () => boolean;
  /** Continues from here instead of from the model's own weights. */
  readonly resumeFrom?: TrainingState | null;
}

export interface TrainingResult {
  readonly log: readonly LogRow[];
  readonly state: TrainingState;
  readonly outcome: "finished" | "stoppedEarly" | "interrupted";
}

/** Throws on settings that make no sense, saying which. */
export function checkOptions(options: TrainingOptions): void {
  const { data, epochs, batchSize = 128, clipNorm = null, averageDecay = null, parallelParts = 1 } = options;
  if (!(Number.isInteger(epochs) && epochs >= 1)) {
    throw new Error(`Expected epochs to be a whole number from 1 up, but received ${epochs}. Use for example 40.`);
  }
  if (!(Number.isInteger(batchSize) && batchSize >= 1)) {
    throw new Error(`Expected batchSize to be a whole number from 1 up, but received ${batchSize}. Use for example 128.`);
  }
  if (!(Number.isInteger(parallelParts) && parallelParts >= 1)) {
    throw new Error(`Expected parallelParts to be a whole number from 1 up, but received ${parallelParts}. Use for example 2.`);
  }
  if (clipNorm !== null && !(clipNorm > 0)) {
    throw new Error(`Expected clipNorm above 0 or null, but received ${clipNorm}. Use for example 1.`);
  }
  if (averageDecay !== null && !(averageDecay >= 0 && averageDecay < 1)) {
    throw new Error(`Expected averageDecay from 0 up and below 1, or null, but received ${averageDecay}. Use for example 0.99.`);
  }
  if (data.train.shape[0] === 0 || data.validation.shape[0] === 0) {
    throw new Error(`Expected at least one training and one validation image, but received ${data.train.shape[0]} and ` +
      `${data.validation.shape[0]}. Check how the data set was split.`);
  }
}
