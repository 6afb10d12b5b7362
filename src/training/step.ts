// What the training loop asks of a step, and what every step is made of. A step owns its networks and optimisers: the batch, the
// step's numbers and the carried state go in; losses, new parameters and new state come out. Whatever changes from step to step
// is an input, so that a faster engine can record the step and replay it.
import * as tf from "../tensorflow";

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

/** The undamaged image, whatever the mask: for networks that say what an image shows. */
export const wholeImage: PrepareInput = (images) => images;

/** Holes set to 0 and the mask as one more channel, 1 = known: [N,H,W,C+1]. */
export const addMaskChannel: PrepareInput = (images, knownMask) =>
  tf.concat([tf.mul(images, knownMask), knownMask], 3) as tf.Tensor4D;

/** Runs the step as it stands and frees everything but its results. */
export const runEagerly: CompileStep = (step) => (inputs) => tf.tidy(() => step(inputs));

/** What the network is to give for a batch, with the batch's images in its first axis. */
export type TargetOfBatch = (batch: Batch) => tf.Tensor;

/** The undamaged images: what a network that fills holes is to give. */
export const undamagedImages: TargetOfBatch = ({ images }) => images;

/** The images' classes as vectors [N,classes] of 0 and 1: what a classifier is to give. Throws for images that have none. */
export function oneHotLabels(classes: number): TargetOfBatch {
  return ({ labels }) => {
    if (labels !== undefined) return tf.oneHot(labels, classes, 1, 0, "float32");
    throw new Error("Expected images with classes to train a classifier, but received some without. Use CIFAR-10.");
  };
}

/** Float32 images [N,H,W,C] in [0,1] and their masks [N,H,W,1]. */
export interface Batch {
  readonly images: tf.Tensor4D;
  readonly knownMask: tf.Tensor4D;
  /** The images' classes, int32 [N], where their source has some. */
  readonly labels?: tf.Tensor1D;
}
/** The batch, from a step's inputs. */
export type BatchOfInputs = (inputs: TensorMap) => Batch;

/** For inputs that are the batch. */
export const handOn: BatchOfInputs = ({ images, knownMask, labels }) => ({
  images: images as tf.Tensor4D,
  knownMask: knownMask as tf.Tensor4D,
  ...(labels === undefined ? {} : { labels: labels as tf.Tensor1D }),
});

/** What a step runs and gives where not all steps are alike. */
export interface StepPart {
  /** Positions among train's functions, in the order in which they run. */
  readonly functions: readonly number[];
  /** Those of otherLosses that these give. */
  readonly otherLosses: readonly string[];
}

export interface TrainingStep {
  /** The trainable variables of all networks, in a fixed order: result `parameter<i>` is the new value of the i-th. */
  readonly parameters: readonly tf.Variable[];
  /** Moving averages of batch normalisation and the like: saved with the parameters, assigned by their layers. */
  readonly otherWeights: readonly tf.Variable[];
  /**
   * Shapes of the optimisers' state by name, all zero before the first step; inputs and results under these names, of which none
   * may be one that the step's other inputs and results have, nor begin with "best.".
   */
  readonly stateShapes: { readonly [name: string]: readonly number[] };
  /** Moving averages that are carried beside parameters, by name: the position of the parameter. Validated, saved, used. */
  readonly averages: { readonly [name: string]: number };
  /**
   * Losses besides `loss` that train functions give, by name; they are logged as means over the epoch's images, those of steps that
   * give them.
   */
  readonly otherLosses: readonly string[];
  /** Layers draw random numbers: every step takes the input `seed`, int32 [2]. */
  readonly seeded: boolean;
  /** What goes into the step-th step as scalars, counted from 1: the same names in every step. */
  numbers(step: number): { readonly [name: string]: number };
  /**
   * What runs on a batch, one function after the other, each with the parameters that the one before it left: one for a network
   * by itself, two where two networks alternate, more where steps change (partAt). Inputs: those of the batch, numbers, state, averages, seed. Results: `loss` and
   * otherLosses, each by one of the functions; parameters, state and averages that it changes.
   */
  train(batch: BatchOfInputs): readonly StepFunction[];
  /** Which of train's functions the step-th step runs, counted from 1; absent: all of them in every step. */
  readonly partAt?: (step: number) => StepPart;
  /** Inputs: those of the batch; result: `loss`, the batch's mean. */
  evaluate(batch: BatchOfInputs): StepFunction;
  /** Frees networks of the step's own, where it has any: for whoever made it, after the training. */
  readonly dispose?: () => void;
}

/** The numbers of the step-th step as scalar tensors, which the caller disposes of. */
export function stepScalars({ numbers }: Pick<TrainingStep, "numbers">, step: number): TensorMap {
  return Object.fromEntries(Object.entries(numbers(step)).map(([name, value]) => [name, tf.scalar(value)]));
}

/** The model's trainable variables, in layer order. */
export function parametersOf(model: tf.LayersModel): tf.Variable[] {
  return model.trainableWeights.map((weight) => weight.read() as tf.Variable);
}

/** The model's other variables, in layer order. */
export function otherWeightsOf(model: tf.LayersModel): tf.Variable[] {
  return model.nonTrainableWeights.map((weight) => weight.read() as tf.Variable);
}
