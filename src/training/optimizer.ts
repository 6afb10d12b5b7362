// What an optimiser is: a pure function of gradients, parameters and state that gives new parameters and new state. What
// changes from step to step (learning rate, bias correction) is computed outside and goes in as scalars, so that a
// recorded step stays valid.
import type * as tf from "../tensorflow";

export interface Update {
  readonly parameter: tf.Tensor;
  readonly state: readonly tf.Tensor[];
}

export interface Optimizer {
  /** Kind and settings, for a record of the run. */
  readonly name: string;
  /** Tensors of state per parameter, of its shape and all zero at the start. */
  readonly slots: number;
  /** The numbers of the step-th step, counted from 1: the same names in every step. */
  stepInputs(step: number): { readonly [name: string]: number };
  /** New value and state of one parameter; shapes stay. `inputs` holds stepInputs as scalar tensors. */
  update(
    parameter: tf.Tensor,
    gradient: tf.Tensor,
    state: readonly tf.Tensor[],
    inputs: { readonly [name: string]: tf.Tensor },
  ): Update;
}
