// Tensors to plain arrays and back, for a training state that can be saved.
import * as tf from "../tensorflow";
import type { NamedArray } from "./state";

/** The tensors' values as plain arrays, named name0, name1, … */
export function toArrays(tensors: readonly tf.Tensor[], name: string): NamedArray[] {
  return tensors.map((tensor, i) => toArray(tensor, `${name}${i}`));
}

/** A float32 tensor's values under a name. */
export function toArray(tensor: tf.Tensor, name: string): NamedArray {
  return { name, shape: tensor.shape, data: tensor.dataSync().slice() as Float32Array };
}

/** The tensor of an array; the caller disposes of it. */
export function fromArray({ data, shape }: NamedArray): tf.Tensor {
  return tf.tensor(data, [...shape]);
}

/** Gives the variables new values. Throws if their number or a shape differs. */
export function assign(variables: readonly tf.Variable[], arrays: readonly NamedArray[]): void {
  if (variables.length !== arrays.length) {
    throw new Error(
      `Expected ${variables.length} parameter arrays, but received ${arrays.length}. ` +
        `Use the state of the same network.`,
    );
  }
  variables.forEach((variable, i) => tf.tidy(() => variable.assign(fromArray(arrays[i]))));
}
