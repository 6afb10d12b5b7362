// What the trainer hands to a training step the first time, for notebooks that look at one step by itself.
import * as tf from "../../tensorflow";
import { imagesInMemory } from "../../datasets/imageSource";
import { range, type ImageBatch } from "../../images/batch";
import { drawSeed } from "../../layers/stepSeed";
import { masksInMemory } from "../../masks/maskSource";
import { copyBatches } from "../../training/batchSource";
import { CarriedState } from "../../training/carriedState";
import { stepScalars, type TensorMap } from "../../training/step";
import { supervised, type SupervisedOptions } from "../../training/steps/supervised";

/**
 * The inputs of trainingStep(options) whose batch are the first `count` of the images [N,H,W,C] and masks [N,H,W,1], with the
 * optimiser's state before any step. The caller disposes of them. Throws where there are fewer images or masks.
 */
export function firstStepInputs(
  options: SupervisedOptions,
  images: ImageBatch,
  knownMask: ImageBatch,
  count: number,
): TensorMap {
  const trained = supervised(options);
  const { step } = copyBatches(imagesInMemory(images), masksInMemory(knownMask)).inputs(range(count));
  const seed: TensorMap = trained.seeded ? { seed: tf.tensor1d(drawSeed(1, "step", 1, 1), "int32") } : {};
  return { ...step, ...stepScalars(trained, 1), ...seed, ...new CarriedState(trained).inputs() };
}
