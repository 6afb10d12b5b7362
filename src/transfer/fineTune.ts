// A classifier that begins as an encoder, trained on with labels (fine-tuning), and the classes that it gives. The same for an encoder
// with drawn weights: how much more the one reaches is what it had learned.
import { imagesInMemory } from "../datasets/imageSource";
import type { LabelledImages } from "../datasets/dataset";
import { range, takeImages, takeMasks, type ImageBatch } from "../images/batch";
import { nothingHidden } from "../images/holes";
import { softmaxCrossentropy } from "../losses/softmaxCrossentropy";
import { masksInMemory } from "../masks/maskSource";
import { toTensor } from "../tensors";
import * as tf from "../tensorflow";
import { optimizerFrom } from "../training/optimizerSettings";
import { oneHotLabels } from "../training/step";
import { supervised } from "../training/steps/supervised";
import { trainModel, type TrainingOptions, type TrainingResult } from "../training/trainModel";
import { inputOf } from "./inputOf";

export interface FineTuneOptions extends Pick<
  TrainingOptions,
  "compileStep" | "holdData" | "callbacks" | "shouldStop"
> {
  /** Images in all, rounded to whole passes, at least one. */
  readonly samples: number;
  /** Of the order of images; default 1. */
  readonly seed?: number;
  /** Default 64. */
  readonly batchSize?: number;
  /** Adam's at its highest: it rises over the first twentieth of the steps and falls to 0 by a cosine; default 1e-3. */
  readonly learningRate?: number;
}

const validationBatch = 250;

/** Trains all of a classifier of whole images in place, to the last step; the loss on `validation` is logged and chooses nothing. */
export function fineTune(
  model: tf.LayersModel,
  fit: LabelledImages,
  validation: LabelledImages,
  options: FineTuneOptions,
): Promise<TrainingResult> {
  const { samples, seed = 1, batchSize = 64, learningRate: peak = 1e-3, ...engine } = options;
  const count = fit.labels.length;
  const epochs = Math.max(1, Math.round(samples / count));
  const steps = epochs * Math.ceil(count / batchSize);
  const warmupSteps = Math.floor(steps / 20);
  const optimizer = { name: "adam", learningRate: { schedule: "cosine", peak, warmupSteps } } as const;
  const classes = model.outputs[0].shape[1] ?? 0;
  return trainModel({
    step: supervised({
      model,
      loss: softmaxCrossentropy,
      optimizer: optimizerFrom(optimizer, steps),
      prepareInput: inputOf(model),
      target: oneHotLabels(classes),
    }),
    data: {
      train: imagesInMemory(fit.images, { labels: fit.labels }),
      validation: imagesInMemory(validation.images, { labels: validation.labels }),
      trainingMasks: () => masksInMemory(nothingHidden(fit.images)),
      validationMasks: masksInMemory(nothingHidden(validation.images)),
    },
    epochs,
    seed,
    batchSize,
    patience: null,
    ...engine,
  });
}

/** The class that the classifier gives each whole image. */
export function classifyImages(model: tf.LayersModel, images: ImageBatch): Uint8Array {
  const [count] = images.shape;
  const given = new Uint8Array(count);
  const prepare = inputOf(model);
  for (let start = 0; start < count; start += validationBatch) {
    const some = takeImages(images, range(Math.min(validationBatch, count - start), start));
    const known = takeMasks(nothingHidden(some), range(some.shape[0]));
    const classes = tf.tidy(() => {
      const input = prepare(toTensor(some), toTensor(known));
      return tf.argMax(model.apply(input, { training: false }) as tf.Tensor2D, 1);
    });
    given.set(classes.dataSync(), start);
    classes.dispose();
  }
  return given;
}
