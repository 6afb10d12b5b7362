// The prediction logger of the report's source (DQD_Project: a Keras callback that shows masked image, mask, prediction and
// ground truth after each epoch), as a callback of trainModel. It predicts the same images after every epoch and hands what
// came out to writers; how a picture reaches a notebook, a disk or TensorBoard is theirs to know.
import type * as tf from "../tensorflow";
import { toFloat, type FloatImageBatch, type ImageBatch } from "../images/batch";
import { checkKnownMask, paintHoles } from "../images/holes";
import { clampToUnit } from "../images/values";
import { pooledHolePsnrDb } from "../metrics/hole";
import { fillWithModel } from "./predict";
import type { LogRow } from "./state";
import type { PrepareInput } from "./step";
import type { TrainingCallbacks } from "./trainingOptions";

/** The same images after one epoch; all batches are [N,H,W,C] in [0,1], knownMask [N,H,W,1]. */
export interface EpochPredictions {
  /** The log's row of that epoch: epoch, loss and validation loss. */
  readonly row: LogRow;
  readonly groundTruth: FloatImageBatch;
  readonly knownMask: ImageBatch;
  /** The images with black holes. */
  readonly masked: FloatImageBatch;
  /** The network's output, known pixels included, cut off at 0 and 1, where a network without a sigmoid may leave them. */
  readonly filled: FloatImageBatch;
  /** Pooled over these images' holes, in dB. */
  readonly holePsnrDb: number;
}

/** Takes the predictions of one epoch somewhere; the training waits for it. */
export type PredictionWriter = (predictions: EpochPredictions) => void | Promise<void>;

export interface PredictionLogOptions {
  readonly model: tf.LayersModel;
  /** A few test images [N,H,W,C], for example the article's 32 (loggedImages); eight fit into a row. */
  readonly images: ImageBatch;
  readonly knownMask: ImageBatch;
  readonly writers?: readonly PredictionWriter[];
  /** As in the training; default: holes painted black. */
  readonly prepareInput?: PrepareInput;
  /** Epochs of the run that this training starts from, added to its own; default 0. */
  readonly epochsBefore?: number;
}

export interface PredictionLog {
  /** For trainModel's callbacks, by itself or within joinCallbacks. */
  readonly callbacks: TrainingCallbacks;
  /** Of all epochs so far, first epoch first. */
  readonly epochs: readonly EpochPredictions[];
}

/** Predicts with the weights that were validated, draws no random number and leaves the training bit for bit as it was. */
export function logPredictions(options: PredictionLogOptions): PredictionLog {
  const { model, images, knownMask, writers = [], prepareInput, epochsBefore = 0 } = options;
  checkKnownMask(images, knownMask);
  const groundTruth = toFloat(images);
  const masked = paintHoles(images, knownMask);
  const epochs: EpochPredictions[] = [];
  const onEpoch = async (logged: LogRow): Promise<void> => {
    const row = { ...logged, epoch: epochsBefore + logged.epoch };
    const filled = clampToUnit(fillWithModel(model, groundTruth, knownMask, { prepareInput }));
    const holePsnrDb = pooledHolePsnrDb(groundTruth, filled, knownMask);
    const predictions = { row, groundTruth, knownMask, masked, filled, holePsnrDb };
    epochs.push(predictions);
    for (const write of writers) await write(predictions);
  };
  return { callbacks: { onEpoch }, epochs };
}

/** Several callbacks as one, called in the order given and waited for one after another. */
export function joinCallbacks(...all: readonly TrainingCallbacks[]): TrainingCallbacks {
  return {
    onStep: (report) => all.forEach(({ onStep }) => onStep?.(report)),
    betweenSteps: async (state) => {
      for (const { betweenSteps } of all) await betweenSteps?.(state);
    },
    onEpoch: async (row, state) => {
      for (const { onEpoch } of all) await onEpoch?.(row, state);
    },
  };
}
