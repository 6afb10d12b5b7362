// Optimisers as pure functions: gradients, parameters and state in, new parameters and state out. The step size is an
// input of every step, so that schedules and bias corrections are computed outside and a recorded step stays valid.
import * as tf from "@tensorflow/tfjs";

export interface Update {
  readonly parameter: tf.Tensor;
  readonly state: readonly tf.Tensor[];
}

export interface Optimizer {
  readonly name: string;
  /** Tensors of state kept per parameter, all zero at the start. */
  readonly slots: number;
  /** The step size of the step-th step, counted from 1. */
  stepSize(step: number): number;
  /** New value and state of one parameter; shapes stay. `stepSize` is a scalar tensor. */
  update(parameter: tf.Tensor, gradient: tf.Tensor, state: readonly tf.Tensor[], stepSize: tf.Scalar): Update;
}

export interface AdamOptions {
  readonly learningRate?: number;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}

/**
 * Adam (Kingma and Ba 2015) with Keras's defaults and Keras's place for epsilon: the one of the paper's efficient form,
 * p - α_t m / (√v + ε) with α_t = α √(1-β2^t) / (1-β1^t) (section 2). TensorFlow.js's own Adam adds ε after the correction.
 */
export function adam(options: AdamOptions = {}): Optimizer {
  const { learningRate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = options;
  return {
    name: `adam(${learningRate}, ${beta1}, ${beta2}, ${epsilon})`,
    slots: 2,
    stepSize: (step) => learningRate * Math.sqrt(1 - beta2 ** step) / (1 - beta1 ** step),
    update(parameter, gradient, [m, v], stepSize) {
      const newM = tf.add(m, tf.mul(tf.sub(gradient, m), 1 - beta1));
      const newV = tf.add(v, tf.mul(tf.sub(tf.square(gradient), v), 1 - beta2));
      const change = tf.div(tf.mul(newM, stepSize), tf.add(tf.sqrt(newV), epsilon));
      return { parameter: tf.sub(parameter, change), state: [newM, newV] };
    },
  };
}
