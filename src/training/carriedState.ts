// The tensors that a training carries from step to step: the networks' weights and, beside them, the optimisers' state and the
// moving averages of parameters, which go into every step and come out of it under the same names (see TrainingStep).
import * as tf from "../tensorflow";
import { assign, fromArray, toArray, toArrays } from "./namedArrays";
import type { NamedArray, TrainingState } from "./state";
import type { TensorMap, TrainingStep } from "./step";

type Carrying = Pick<TrainingStep, "parameters" | "otherWeights" | "stateShapes" | "averages">;

export class CarriedState {
  private readonly weightVariables: readonly tf.Variable[];
  private readonly averages: readonly (readonly [string, number])[];
  private carried: TensorMap = {};
  /** The parameters as they are trained, while the networks hold their averages. */
  private trained: tf.Tensor[] | null = null;

  constructor(private readonly step: Carrying) {
    this.weightVariables = [...step.parameters, ...step.otherWeights];
    this.averages = Object.entries(step.averages);
    for (const [name, shape] of Object.entries(step.stateShapes)) this.carried[name] = tf.zeros([...shape]);
    for (const [name, position] of this.averages) this.carried[name] = copyOf(step.parameters[position]);
  }

  /** What goes into a step. */
  inputs(): TensorMap {
    return this.carried;
  }

  /** Takes over what came out of a step, and disposes of it or of what it replaces. What is not among the results stays. */
  take(results: TensorMap): void {
    this.step.parameters.forEach((parameter, i) => {
      const value = results[`parameter${i}`];
      if (value === undefined) return;
      parameter.assign(value);
      value.dispose();
    });
    for (const [name, before] of Object.entries(this.carried)) {
      const value = results[name];
      if (value === undefined || value === before) continue;
      before.dispose();
      this.carried[name] = value;
    }
  }

  /** Runs with the averages in place of the parameters, where there are averages. */
  async withAverages<T>(run: () => Promise<T>): Promise<T> {
    if (this.averages.length === 0) return run();
    this.trained = this.step.parameters.map((parameter) => parameter.clone());
    try {
      this.useAverages();
      return await run();
    } finally {
      this.step.parameters.forEach((parameter, i) => parameter.assign((this.trained as tf.Tensor[])[i]));
      tf.dispose(this.trained);
      this.trained = null;
    }
  }

  /** Gives the networks the averages for good, where there are averages. */
  useAverages(): void {
    for (const [name, position] of this.averages) this.step.parameters[position].assign(this.carried[name]);
  }

  /** The networks' weights as they now are: within withAverages the averages. */
  weights(): NamedArray[] {
    return toArrays(this.weightVariables, "parameter");
  }

  setWeights(arrays: readonly NamedArray[]): void {
    assign(this.weightVariables, arrays);
  }

  /** The weights as they are trained, and the carried tensors. */
  save(): Pick<TrainingState, "parameters" | "optimizerState"> {
    return {
      parameters: toArrays([...(this.trained ?? this.step.parameters), ...this.step.otherWeights], "parameter"),
      optimizerState: Object.entries(this.carried).map(([name, tensor]) => toArray(tensor, name)),
    };
  }

  /** Goes on from a saved state. Throws if it belongs to another network, optimiser or choice of averages. */
  restore({ parameters, optimizerState }: Pick<TrainingState, "parameters" | "optimizerState">): void {
    const wanted = Object.keys(this.carried);
    const found = new Map(optimizerState.map((array) => [array.name, array]));
    if (wanted.length !== found.size || wanted.some((name) => !found.has(name))) {
      throw new Error(
        `Expected the optimiser state ${namesText(wanted)}, but received ${namesText([...found.keys()])}. ` +
          `Continue with the same network, optimiser and averageDecay.`,
      );
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
