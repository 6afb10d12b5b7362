// One training step as a function of tensors: images, masks and step size go in with the optimiser's state; the loss, the
// new parameters and the new state come out. Nothing else is read, so a faster engine can record it and replay it.
import * as tf from "@tensorflow/tfjs";
import type { Optimizer } from "./optimizer";

export type TensorMap = { [name: string]: tf.Tensor };
export type StepFunction = (inputs: TensorMap) => TensorMap;
/** Turns a step into one that runs faster; eager execution (below) where nothing else is given. */
export type CompileStep = (step: StepFunction) => StepFunction;
export type Loss = (truth: tf.Tensor, predicted: tf.Tensor) => tf.Scalar;
/** What the network sees of an image: both tensors [N,H,W,C] and [N,H,W,1]. */
export type PrepareInput = (images: tf.Tensor4D, knownMask: tf.Tensor4D) => tf.Tensor4D;

/** The report's input (appendix A3): hole pixels set to 0, and no hint where they are. */
export const paintHolesBlack: PrepareInput = (images, knownMask) => tf.mul(images, knownMask);

/** Runs the step as it stands and frees everything but its results. */
export const runEagerly: CompileStep = (step) => (inputs) => tf.tidy(() => step(inputs));

export interface StepParts {
  readonly model: tf.LayersModel;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly prepareInput: PrepareInput;
}

/** The model's trainable variables, in layer order. */
export function parametersOf(model: tf.LayersModel): tf.Variable[] {
  return model.trainableWeights.map((weight) => weight.read() as tf.Variable);
}

/** Inputs: images, knownMask, stepSize, state0…; results: loss, parameter0…, state0…. */
export function trainingStep({ model, loss, optimizer, prepareInput }: StepParts): StepFunction {
  const parameters = parametersOf(model);
  return (inputs) => {
    const images = inputs.images as tf.Tensor4D, input = prepareInput(images, inputs.knownMask as tf.Tensor4D);
    const predict = (): tf.Scalar => loss(images, model.apply(input, { training: true }) as tf.Tensor);
    const { value, grads } = tf.variableGrads(predict, parameters);
    const results: TensorMap = { loss: value };
    parameters.forEach((parameter, i) => {
      const state = Array.from({ length: optimizer.slots }, (_, slot) => inputs[`state${i * optimizer.slots + slot}`]);
      const update = optimizer.update(parameter, grads[parameter.name], state, inputs.stepSize as tf.Scalar);
      results[`parameter${i}`] = update.parameter;
      update.state.forEach((tensor, slot) => { results[`state${i * optimizer.slots + slot}`] = tensor; });
    });
    return results;
  };
}

/** Inputs: images, knownMask; result: loss, the batch's mean. */
export function evaluationStep({ model, loss, prepareInput }: Omit<StepParts, "optimizer">): StepFunction {
  return ({ images, knownMask }) => {
    const input = prepareInput(images as tf.Tensor4D, knownMask as tf.Tensor4D);
    return { loss: loss(images, model.apply(input) as tf.Tensor) };
  };
}
