// The tensors that a training carries from step to step: the model's weights and, beside them, the optimiser's state and the
// moving averages of the parameters, which go into every step and come out of it under the same names (see trainingStep).
import * as tf from "@tensorflow/tfjs";
import { assign, fromArray, toArray, toArrays } from "./namedArrays";
import type { NamedArray, TrainingState } from "./state";
import { parametersOf, type StepParts, type TensorMap } from "./step";

/** Moving averages of batch normalisation and the like: saved with the parameters, assigned by their layers. */
function otherWeightsOf(model: tf.LayersModel): tf.Variable[] {
  return model.nonTrainableWeights.map((weight) => weight.read() as tf.Variable);
}

export class CarriedState {
  private readonly parameters: tf.Variable[];
  private readonly others: tf.Variable[];
  private readonly averaged: boolean;
  private carried: TensorMap = {};
  /** The parameters as they are trained, while the model holds their averages. */
  private trained: tf.Tensor[] | null = null;

  constructor({ model, optimizer, averageDecay = null }: StepParts) {
    this.parameters = parametersOf(model);
    this.others = otherWeightsOf(model);
    this.averaged = averageDecay !== null;
    const { slots } = optimizer;
    this.parameters.forEach(({ shape }, i) => {
      for (let slot = 0; slot < slots; slot++) this.carried[`state${i * slots + slot}`] = tf.zeros(shape);
    });
    if (this.averaged) this.parameters.forEach((parameter, i) => { this.carried[`stateAverage${i}`] = copyOf(parameter); });
  }

  /** What goes into a step. */
  inputs(): TensorMap {
    return this.carried;
  }

  /** Takes over what came out of a step, and disposes of it or of what it replaces. */
  take(results: TensorMap): void {
    this.parameters.forEach((parameter, i) => {
      parameter.assign(results[`parameter${i}`]);
      results[`parameter${i}`].dispose();
    });
    for (const [name, before] of Object.entries(this.carried)) {
      if (results[name] !== before) before.dispose();
      this.carried[name] = results[name];
    }
  }

  /** Runs with the averages in place of the parameters, where there are averages. */
  async withAverages<T>(run: () => Promise<T>): Promise<T> {
    if (!this.averaged) return run();
    this.trained = this.parameters.map((parameter) => parameter.clone());
    try {
      this.useAverages();
      return await run();
    } finally {
      this.parameters.forEach((parameter, i) => parameter.assign((this.trained as tf.Tensor[])[i]));
      tf.dispose(this.trained);
      this.trained = null;
    }
  }

  /** Gives the model the averages for good, where there are averages. */
  useAverages(): void {
    if (this.averaged) this.parameters.forEach((parameter, i) => parameter.assign(this.carried[`stateAverage${i}`]));
  }

  /** The model's weights as they now are: within withAverages the averages. */
  weights(): NamedArray[] {
    return toArrays([...this.parameters, ...this.others], "parameter");
  }

  setWeights(arrays: readonly NamedArray[]): void {
    assign([...this.parameters, ...this.others], arrays);
  }

  /** The weights as they are trained, and the carried tensors. */
  save(): Pick<TrainingState, "parameters" | "optimizerState"> {
    return {
      parameters: toArrays([...(this.trained ?? this.parameters), ...this.others], "parameter"),
      optimizerState: Object.entries(this.carried).map(([name, tensor]) => toArray(tensor, name)),
    };
  }

  /** Goes on from a saved state. Throws if it belongs to another network, optimiser or choice of averages. */
  restore({ parameters, optimizerState }: Pick<TrainingState, "parameters" | "optimizerState">): void {
    const wanted = Object.keys(this.carried), found = new Map(optimizerState.map((array) => [array.name, array]));
    if (wanted.length !== found.size || wanted.some((name) => !found.has(name))) {
      throw new Error(`Expected the optimiser state ${namesText(wanted)}, but received ${namesText([...found.keys()])}. ` +
        `Continue with the same network, optimiser and averageDecay.`);
    }
    this.setWeights(parameters);
    tf.dispose(this.carried);
    this.carried = Object.fromEntries(optimizerState.map((array) => [array.name, fromArray(array)]));
  }

  dispose(): void {
    tf.dispose(this.carried);
  }
}

/** A tensor with values of its own: a clone would be the same input to whoever records the step. */
function copyOf(tensor: tf.Tensor): tf.Tensor {
  return tf.tensor(tensor.dataSync(), tensor.shape);
}

/** "state0 to stateAverage4 (15 arrays)" */
function namesText(names: readonly string[]): string {
  return names.length === 0 ? "of no arrays" : `${names[0]} to ${names[names.length - 1]} (${names.length} arrays)`;
}
