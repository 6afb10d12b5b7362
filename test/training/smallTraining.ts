// What the tests of the trainer share: drawn images, a network with batch normalisation and dropout, a training of one network,
// a data source that picks batches inside the step, and a state's way through a file.
import * as tf from "../support/tensorflow";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import { imagesInMemory, shapeOf, type ImageSource, type ImagesInMemory } from "../../src/datasets/imageSource";
import type { ImageBatch } from "../../src/images/batch";
import { SeededDropout } from "../../src/layers/dropout";
import { masksInMemory, type MaskSource, type MasksInMemory } from "../../src/masks/maskSource";
import { reportMaskPlans, trainingMasks, validationMasks, type MaskSetting } from "../../src/masks/plan";
import type { HoldData } from "../../src/training/batchSource";
import type { TrainingState } from "../../src/training/state";
import { supervised, type SupervisedOptions } from "../../src/training/steps/supervised";
import {
  trainModel,
  type TrainingData,
  type TrainingOptions,
  type TrainingResult,
} from "../../src/training/trainModel";

const set = drawDeadLeaves({ trainCount: 200, testCount: 20 });

/** Training data of which everything lies in memory. */
export interface SmallData extends TrainingData {
  readonly train: ImagesInMemory;
  readonly validation: ImagesInMemory;
  readonly trainingMasks: (epoch: number) => MasksInMemory;
  readonly validationMasks: MasksInMemory;
}

/** 200 training and 20 validation images, 32×32. */
export function smallData(masks: MaskSetting = "fixed"): SmallData {
  const train = imagesInMemory(set.train.images);
  const validation = imagesInMemory(set.test.images);
  const plan = reportMaskPlans[masks];
  const { masksOf } = trainingMasks(plan, shapeOf(train), 1);
  return {
    train,
    validation,
    trainingMasks: (epoch) => masksInMemory(masksOf(epoch)),
    validationMasks: masksInMemory(validationMasks(plan, shapeOf(validation), 1)),
  };
}

/** The options of a supervised training and of its step in one object. */
export type SupervisedTraining = SupervisedOptions & Omit<TrainingOptions, "step">;

/** Trains one network. */
export async function trainSupervised(options: SupervisedTraining): Promise<TrainingResult> {
  const { model, loss, optimizer, prepareInput, clipNorm, averageDecay, parallelParts, ...rest } = options;
  const step = supervised({ model, loss, optimizer, prepareInput, clipNorm, averageDecay, parallelParts });
  return trainModel({ step, ...rest });
}

/** Convolution, batch normalisation, dropout, convolution; the same initial weights each time. */
export function randomLayersNetwork(): tf.LayersModel {
  const { batchNormalization, conv2d } = tf.layers;
  const kernel = (seed: number): ReturnType<typeof tf.initializers.glorotUniform> =>
    tf.initializers.glorotUniform({ seed });
  return tf.sequential({
    layers: [
      conv2d({
        inputShape: [32, 32, 3],
        filters: 4,
        kernelSize: 3,
        padding: "same",
        activation: "relu",
        kernelInitializer: kernel(1),
      }),
      batchNormalization({ momentum: 0.8 }),
      new SeededDropout({ rate: 0.3, name: "drop" }),
      conv2d({ filters: 3, kernelSize: 1, activation: "sigmoid", kernelInitializer: kernel(2) }),
    ],
  });
}

/** Holds all images and masks as tensors; a step is given positions only. `log` gets a line per copy of images or masks. */
export function holdEverything(log: string[] = []): HoldData {
  const tensorOf = (whole: ImageBatch | undefined): tf.Tensor => {
    if (whole === undefined) throw new Error("Expected images and masks in memory.");
    return tf.tensor(whole.data, [...whole.shape], "int32");
  };
  return (images, masks) => {
    log.push(`images ${images.count}`, "masks");
    let allImages = tensorOf(images.images);
    let allMasks = tensorOf(masks.knownMask);
    return {
      inputs: (positions) => ({
        step: { positions: tf.tensor1d(Array.from(positions), "int32") },
        held: { allImages, allMasks },
      }),
      batch: (inputs) => {
        const pick = (from: tf.Tensor): tf.Tensor4D =>
          tf.cast(tf.gather(from, inputs.positions), "float32") as tf.Tensor4D;
        return { images: tf.div(pick(inputs.allImages), 255), knownMask: pick(inputs.allMasks) };
      },
      setImages: (other: ImageSource) => {
        log.push(`images ${other.count}`);
        allImages.dispose();
        allImages = tensorOf(other.images);
      },
      setMasks: (other: MaskSource) => {
        log.push("masks");
        allMasks.dispose();
        allMasks = tensorOf(other.knownMask);
      },
      dispose: () => tf.dispose([allImages, allMasks]),
    };
  };
}

/** All weights of the model, moving averages included, as text. */
export function weightsText(model: tf.LayersModel): string {
  return JSON.stringify(model.weights.map((weight) => Array.from(weight.read().dataSync())));
}

/** The state as it comes back from a file: plain arrays of its own. */
export function throughJson(state: TrainingState): TrainingState {
  const text = JSON.stringify(state, (_, value: unknown) =>
    value instanceof Float32Array ? { float32: Array.from(value) } : value,
  );
  return JSON.parse(text, (_, value: { float32?: number[] } | null) =>
    value?.float32 ? Float32Array.from(value.float32) : value,
  ) as TrainingState;
}
