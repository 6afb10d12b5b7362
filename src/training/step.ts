// One training step as a function of tensors: the batch, the step's numbers and the carried state go in; the loss, the new
// parameters and the new state come out. Whatever changes from step to step is an input, so a faster engine can record the
// step and replay it. Beside its inputs a step reads the model's weights and assigns moving averages of its layers.
import * as tf from "@tensorflow/tfjs";
import { withStepSeed } from "../layers/stepSeed";
import type { Loss } from "../losses/loss";
import { averageRate, moveAverage } from "./average";
import { clipByGlobalNorm } from "./clip";
import { lossOfModel } from "./logits";
import type { Optimizer } from "./optimizer";

export type TensorMap = { [name: string]: tf.Tensor };
export type StepFunction = (inputs: TensorMap) => TensorMap;
/** A step made faster; dispose() frees what that took. */
export type CompiledStep = StepFunction & { readonly dispose?: () => void };
/** Turns a step into one that runs faster; eager execution (below) where nothing else is given. */
export type CompileStep = (step: StepFunction) => CompiledStep;
/** What the network sees of an image: both tensors [N,H,W,C] and [N,H,W,1]. */
export type PrepareInput = (images: tf.Tensor4D, knownMask: tf.Tensor4D) => tf.Tensor4D;

/** The report's input (appendix A3): hole pixels set to 0, and no hint where they are. */
export const paintHolesBlack: PrepareInput = (images, knownMask) => tf.mul(images, knownMask);

/** Holes set to 0 and the mask as one more channel, 1 = known: [N,H,W,C+1]. */
export const addMaskChannel: PrepareInput = (images, knownMask) =>
  tf.concat([tf.mul(images, knownMask), knownMask], 3) as tf.Tensor4D;

/** Runs the step as it stands and frees everything but its results. */
export const runEagerly: CompileStep = (step) => (inputs) => tf.tidy(() => step(inputs));

/** Float32 images [N,H,W,C] in [0,1] and their masks [N,H,W,1]. */
export interface Batch {
  readonly images: tf.Tensor4D;
  readonly knownMask: tf.Tensor4D;
}
/** The batch, from a step's inputs. */
export type BatchOfInputs = (inputs: TensorMap) => Batch;

/** For inputs that are the batch. */
export const handOn: BatchOfInputs = ({ images, knownMask }) =>
  ({ images: images as tf.Tensor4D, knownMask: knownMask as tf.Tensor4D });

export interface EvaluationParts {
  readonly model: tf.LayersModel;
  readonly loss: Loss;
  readonly prepareInput: PrepareInput;
  /** Default: the inputs are images and knownMask. */
  readonly batch?: BatchOfInputs;
}

export interface StepParts extends EvaluationParts {
  readonly optimizer: Optimizer;
  /** Gradients longer than this, all together, are shortened to it; null (default) leaves them. */
  readonly clipNorm?: number | null;
  /** Moving averages of the parameters are carried, of which this part stays per step; null (default) carries none. */
  readonly averageDecay?: number | null;
  /**
   * The batch is cut into so many parts of one size, whose losses and gradients are computed side by side by an engine that
   * can, and averaged; a batch that does not divide is left whole. Default 1. Layers that take means of a batch take those of
   * a part ("ghost" batches: Hoffer, Hubara and Soudry 2017, section 4); dropout drops the same positions in each part.
   */
  readonly parallelParts?: number;
}

/** The model's trainable variables, in layer order. */
export function parametersOf(model: tf.LayersModel): tf.Variable[] {
  return model.trainableWeights.map((weight) => weight.read() as tf.Variable);
}

/** What goes into the step-th step as scalars, counted from 1: the optimiser's numbers and, with averages, averageRate. */
export function stepNumbers({ optimizer, averageDecay = null }: StepParts, step: number): { readonly [name: string]: number } {
  const numbers = optimizer.stepInputs(step);
  return averageDecay === null ? numbers : { ...numbers, averageRate: averageRate(averageDecay, step) };
}

/** stepNumbers as scalar tensors, which the caller disposes of. */
export function stepScalars(parts: StepParts, step: number): TensorMap {
  return Object.fromEntries(Object.entries(stepNumbers(parts, step)).map(([name, value]) => [name, tf.scalar(value)]));
}

/**
 * Inputs: those of the batch, stepNumbers, state0…, stateAverage0…, and seed (int32 [2]) for a model with random layers.
 * Results: loss, parameter0…, state0…, stateAverage0….
 */
export function trainingStep(parts: StepParts): StepFunction {
  const { model, loss, optimizer, prepareInput, batch = handOn, clipNorm = null, averageDecay = null, parallelParts = 1 } = parts;
  const parameters = parametersOf(model), lossOf = lossOfModel(model, loss), { slots } = optimizer;
  return (inputs) => withStepSeed(inputs.seed, () => {
    const { images, knownMask } = batch(inputs), input = prepareInput(images, knownMask);
    const [value, ...raw] = lossAndGradients(lossOf, [images, knownMask, input], parameters, parallelParts);
    const gradients = clipNorm === null ? raw : clipByGlobalNorm(raw, clipNorm);
    const results: TensorMap = { loss: value };
    parameters.forEach((before, i) => {
      const state = Array.from({ length: slots }, (_, slot) => inputs[`state${i * slots + slot}`]);
      const { parameter, state: newState } = optimizer.update(before, gradients[i], state, inputs);
      results[`parameter${i}`] = parameter;
      newState.forEach((tensor, slot) => { results[`state${i * slots + slot}`] = tensor; });
      const average = `stateAverage${i}`;
      if (averageDecay !== null) results[average] = moveAverage(inputs[average], parameter, inputs.averageRate);
    });
    return results;
  });
}

type LossOf = ReturnType<typeof lossOfModel>;

/** The loss of images, knownMask and input, then its gradients; of a batch in parts the means over the parts. */
function lossAndGradients(lossOf: LossOf, batch: readonly tf.Tensor4D[], parameters: tf.Variable[], parts: number): tf.Tensor[] {
  const ofPart = ([images, knownMask, input]: readonly tf.Tensor4D[]): tf.Tensor[] => {
    const { value, grads } = tf.variableGrads(() => lossOf(images, knownMask, input, true), parameters);
    return [value, ...parameters.map(({ name }) => grads[name])];
  };
  if (parts === 1 || batch[0].shape[0] % parts !== 0) return ofPart(batch);
  const cut = batch.map((tensor) => tf.split<tf.Tensor4D>(tensor, parts));
  const each = Array.from({ length: parts }, (_, part) => ofPart(cut.map((tensors) => tensors[part])));
  return each[0].map((_, i) => tf.mul(tf.addN(each.map((tensors) => tensors[i])), 1 / parts));
}

/** Inputs: those of the batch; result: loss, the batch's mean. */
export function evaluationStep({ model, loss, prepareInput, batch = handOn }: EvaluationParts): StepFunction {
  const lossOf = lossOfModel(model, loss);
  return (inputs) => {
    const { images, knownMask } = batch(inputs);
    return { loss: lossOf(images, knownMask, prepareInput(images, knownMask), false) };
  };
}
