// An experiment's names looked up: the training that its settings describe, for a network and images. This is all that decides
// which numbers come out; the functions behind the names are listed for the keys of caches (usedBy).
import type * as tf from "../tensorflow";
import { augmentationNamed } from "../augmentation";
import { imagesInMemory, shapeOf, type ImageSource } from "../datasets/imageSource";
import type { FeatureExtractor } from "../losses/sixTerms";
import { masksDrawnOneByOne, masksInMemory, masksSharedInBatch, type MaskSource } from "../masks/maskSource";
import { maskFunctions } from "../masks/named";
import { trainingMasks, validationMasks } from "../masks/plan";
import { buildNamedModel, modelNamed } from "../models";
import { randomStream } from "../random";
import { networkInputs } from "../training/networkInput";
import { optimizerFrom, optimizerFunctions } from "../training/optimizerSettings";
import { supervised } from "../training/steps/supervised";
import { oneHotLabels, type TrainingStep } from "../training/step";
import { trainModel, type TrainingData, type TrainingOptions } from "../training/trainModel";
import { adversarialFunctions, adversarialStepOf } from "./adversarialStep";
import type { Experiment } from "./experiment";
import type { ExperimentImages } from "./images";
import { lossFrom, lossFunctions } from "./lossSettings";
import type { RunConfig } from "./plan";

/** What is decided by the experiment; engine, callbacks and the state to go on from are the runner's. */
export type ExperimentTraining = Pick<TrainingOptions, "step" | "data" | "epochs" | "seed" | "batchSize" | "patience">;

/** The experiment's network with its initial weights. */
export function buildNetwork({ network, seed }: Pick<Experiment, "network" | "seed">): tf.LayersModel {
  return buildNamedModel(network.name, { ...network.options, seed });
}

/** The training of `model` on these images; `features` are those of featureNetworkOf(config.step.loss), null where it names none. */
export function trainingOf(
  config: RunConfig,
  model: tf.LayersModel,
  images: ExperimentImages,
  features: FeatureExtractor | null = null,
): ExperimentTraining {
  const { epochs, seed, batchSize, patience } = config;
  return { step: stepOf(config, model, features), data: dataOf(config, images), epochs, seed, batchSize, patience };
}

function stepOf(config: RunConfig, model: tf.LayersModel, features: FeatureExtractor | null): TrainingStep {
  const { kind, loss, optimizer, clipNorm, averageDecay, parallelParts } = config.step;
  if (kind === "adversarial") return adversarialStepOf(config, model);
  const steps = config.epochs * Math.ceil(config.trainImages / config.batchSize);
  return supervised({
    model,
    clipNorm,
    averageDecay,
    parallelParts,
    loss: lossFrom(loss, features),
    optimizer: optimizerFrom(optimizer, steps),
    prepareInput: networkInputs[config.input],
    ...(kind === "classification" && { target: oneHotLabels(model.outputs[0].shape[1] ?? 0) }),
  });
}

function dataOf(
  { masks, validationMasks: validated, augmentation, seed }: RunConfig,
  images: ExperimentImages,
): TrainingData {
  const { train, validation } = images;
  const drawn = trainingMasks(masks, shapeOf(train), seed);
  const masksOf = (epoch: number): MaskSource => {
    if (drawn.kind === "epoch") return masksInMemory(drawn.masksOf(epoch));
    const source = drawn.kind === "image" ? masksDrawnOneByOne : masksSharedInBatch;
    return source(train.count, (position) => drawn.maskOf(epoch, position));
  };
  const augment = augmentation === null ? null : augmentationNamed(augmentation);
  const whole = train.images;
  const augmented = (epoch: number): ImageSource =>
    augment === null || whole === undefined
      ? train
      : imagesInMemory(augment.augment(whole, randomStream(seed, augment.streamName, epoch)), { labels: train.labels });
  return {
    train,
    validation,
    trainingImages: images.trainInEpoch ?? augmented,
    trainingMasks: masksOf,
    validationMasks: masksInMemory(validationMasks(validated, shapeOf(validation), seed)),
  };
}

/**
 * The loop and the functions behind an experiment's names: a change in their files, or in what those import, is another training.
 */
export function usedBy({ masks, validationMasks: validated, augmentation, network, step }: Experiment): object[] {
  return [
    trainModel,
    trainingOf,
    supervised,
    masksInMemory,
    imagesInMemory,
    ...maskFunctions(masks.family),
    ...maskFunctions(validated),
    trainingMasks,
    ...(augmentation === null ? [] : [augmentationNamed(augmentation).augment]),
    modelNamed(network.name).build,
    ...lossFunctions(step.loss),
    ...optimizerFunctions(step.optimizer),
    ...(step.adversarial === undefined ? [] : adversarialFunctions(step.adversarial)),
  ];
}
