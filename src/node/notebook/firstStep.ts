// What the trainer hands to a training step the first time, for notebooks that look at one step by itself.
import * as tf from "@tensorflow/tfjs";
import { range, type ImageBatch } from "../../images";
import { drawSeed, needsStepSeed } from "../../layers/stepSeed";
import { copyBatches } from "../../training/batchSource";
import { CarriedState } from "../../training/carriedState";
import { stepScalars, type StepParts, type TensorMap } from "../../training/step";

/**
 * The inputs of trainingStep(parts) whose batch are the first `count` of the images [N,H,W,C] and masks [N,H,W,1], with the
 * optimiser's state before any step. The caller disposes of them. Throws where there are fewer images or masks.
 */
export function firstStepInputs(parts: StepParts, images: ImageBatch, knownMask: ImageBatch, count: number): TensorMap {
  const { step } = copyBatches(images, knownMask).inputs(range(count));
  const seed: TensorMap = needsStepSeed(parts.model) ? { seed: tf.tensor1d(drawSeed(1, "step", 1, 1), "int32") } : {};
  return { ...step, ...stepScalars(parts, 1), ...seed, ...new CarriedState(parts).inputs() };
}
