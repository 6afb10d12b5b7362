// The step of supervised training: one network, one optimiser, one loss between the network's output and the undamaged image.
import * as tf from "../../tensorflow";
import { needsStepSeed, withStepSeed } from "../../layers/stepSeed";
import { binaryCrossentropy } from "../../losses/binaryCrossentropy";
import { hasTerms, type Loss } from "../../losses/loss";
import { adam } from "../adam";
import { averageRate, moveAverage } from "../average";
import { clipByGlobalNorm } from "../clip";
import { gradientsAndTerms } from "../gradientsAndTerms";
import { lossOfModel, type LossOfInput } from "../logits";
import type { Optimizer } from "../optimizer";
import {
  handOn,
  otherWeightsOf,
  paintHolesBlack,
  parametersOf,
  undamagedImages,
  type BatchOfInputs,
  type PrepareInput,
  type StepFunction,
  type TargetOfBatch,
  type TensorMap,
  type TrainingStep,
} from "../step";

export interface SupervisedOptions {
  readonly model: tf.LayersModel;
  /** Default binaryCrossentropy. */
  readonly loss?: Loss;
  /** Default adam(). */
  readonly optimizer?: Optimizer;
  /** Default paintHolesBlack. */
  readonly prepareInput?: PrepareInput;
  /** What the loss compares the output with; default undamagedImages. */
  readonly target?: TargetOfBatch;
  /** Gradients longer than this, all together, are shortened to it; null (default) leaves them. */
  readonly clipNorm?: number | null;
  /**
   * Moving averages of the parameters are carried, of which this part (for example 0.99) stays per step; the network is
   * validated, saved and left with them. null (default) carries none.
   */
  readonly averageDecay?: number | null;
  /**
   * The batch is cut into so many parts of one size, whose losses and gradients are computed side by side by an engine that
   * can, and averaged; a batch that does not divide is left whole. Default 1. Layers that take means of a batch take those of
   * a part ("ghost" batches: Hoffer, Hubara and Soudry 2017, section 4); dropout drops the same positions in each part.
   */
  readonly parallelParts?: number;
}

/** The step for this network. Throws on settings that make no sense, saying which. */
export function supervised(options: SupervisedOptions): TrainingStep {
  checkSupervised(options);
  const { model, optimizer = adam(), averageDecay = null } = options;
  const parameters = parametersOf(model);
  const averages = averageDecay === null ? [] : parameters.map((_, i) => [averageName(i), i] as const);
  return {
    parameters,
    otherWeights: otherWeightsOf(model),
    stateShapes: Object.fromEntries(
      parameters.flatMap(({ shape }, i) => stateNames(optimizer, i).map((name) => [name, shape] as const)),
    ),
    averages: Object.fromEntries(averages),
    otherLosses: termNamesOf(options),
    seeded: needsStepSeed(model),
    numbers: (step) => {
      const numbers = optimizer.stepInputs(step);
      return averageDecay === null ? numbers : { ...numbers, averageRate: averageRate(averageDecay, step) };
    },
    train: (batch) => [trainingStep(options, batch)],
    evaluate: (batch) => evaluationStep(options, batch),
  };
}

/**
 * The training step as a function. Inputs: those of the batch, the step's numbers, state0…, stateAverage0…, and seed (int32
 * [2]) for a model with random layers. Results: loss, the loss's terms by name where it has any, parameter0…, state0…,
 * stateAverage0….
 */
export function trainingStep(options: SupervisedOptions, batch: BatchOfInputs = handOn): StepFunction {
  const { model, loss = binaryCrossentropy, optimizer = adam(), prepareInput = paintHolesBlack } = options;
  const { target = undamagedImages, clipNorm = null, averageDecay = null, parallelParts = 1 } = options;
  const parameters = parametersOf(model);
  const lossOf = lossOfModel(model, loss);
  const termNames = termNamesOf(options);
  return (inputs) =>
    withStepSeed(inputs.seed, () => {
      const given = batch(inputs);
      const { images, knownMask } = given;
      const compared = [target(given), knownMask, prepareInput(images, knownMask)];
      const computed = lossAndGradients(lossOf, termNames, compared, parameters, parallelParts);
      const [value, ...rest] = computed;
      const [terms, raw] = [rest.slice(0, termNames.length), rest.slice(termNames.length)];
      const gradients = clipNorm === null ? raw : clipByGlobalNorm(raw, clipNorm);
      const results: TensorMap = { loss: value, ...Object.fromEntries(termNames.map((name, i) => [name, terms[i]])) };
      parameters.forEach((before, i) => {
        const names = stateNames(optimizer, i);
        const state = names.map((name) => inputs[name]);
        const { parameter, state: newState } = optimizer.update(before, gradients[i], state, inputs);
        results[`parameter${i}`] = parameter;
        newState.forEach((tensor, slot) => {
          results[names[slot]] = tensor;
        });
        const average = averageName(i);
        if (averageDecay !== null) results[average] = moveAverage(inputs[average], parameter, inputs.averageRate);
      });
      return results;
    });
}

/** Inputs: those of the batch; result: loss, the batch's mean. */
export function evaluationStep(options: SupervisedOptions, batch: BatchOfInputs = handOn): StepFunction {
  const { model, loss = binaryCrossentropy, prepareInput = paintHolesBlack, target = undamagedImages } = options;
  const lossOf = lossOfModel(model, loss);
  return (inputs) => {
    const given = batch(inputs);
    const { images, knownMask } = given;
    return { loss: lossOf(target(given), knownMask, prepareInput(images, knownMask), false).loss };
  };
}

function stateNames({ slots }: Optimizer, parameter: number): string[] {
  return Array.from({ length: slots }, (_, slot) => `state${parameter * slots + slot}`);
}

function averageName(parameter: number): string {
  return `stateAverage${parameter}`;
}

function termNamesOf({ loss = binaryCrossentropy }: SupervisedOptions): readonly string[] {
  return hasTerms(loss) ? loss.termNames : [];
}

/** The loss of target, knownMask and input, then its terms, then its gradients; of a batch in parts the means over the parts. */
function lossAndGradients(
  lossOf: LossOfInput,
  termNames: readonly string[],
  compared: readonly tf.Tensor[],
  parameters: tf.Variable[],
  parts: number,
): tf.Tensor[] {
  const ofPart = ([truth, knownMask, input]: readonly tf.Tensor[]): tf.Tensor[] => {
    const { loss, terms, gradients } = gradientsAndTerms(() => lossOf(truth, knownMask, input, true), parameters);
    return [loss, ...termNames.map((name) => terms[name]), ...gradients];
  };
  if (parts === 1 || compared[0].shape[0] % parts !== 0) return ofPart(compared);
  const cut = compared.map((tensor) => tf.split(tensor, parts));
  const each = Array.from({ length: parts }, (_, part) => ofPart(cut.map((tensors) => tensors[part])));
  return each[0].map((_, i) => tf.mul(tf.addN(each.map((tensors) => tensors[i])), 1 / parts));
}

function checkSupervised({ clipNorm = null, averageDecay = null, parallelParts = 1 }: SupervisedOptions): void {
  if (!(Number.isInteger(parallelParts) && parallelParts >= 1)) {
    throw new Error(
      `Expected parallelParts to be a whole number from 1 up, but received ${parallelParts}. Use for example 2.`,
    );
  }
  if (clipNorm !== null && !(clipNorm > 0)) {
    throw new Error(`Expected clipNorm above 0 or null, but received ${clipNorm}. Use for example 1.`);
  }
  if (averageDecay !== null && !(averageDecay >= 0 && averageDecay < 1)) {
    throw new Error(
      `Expected averageDecay from 0 up and below 1, or null, but received ${averageDecay}. Use for example 0.99.`,
    );
  }
}
