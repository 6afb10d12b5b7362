// Adam (Kingma and Ba 2015) and AdamW (Loshchilov and Hutter 2019) with Keras's defaults and Keras's place for epsilon:
// the one of Adam's efficient form, p - α_t m / (√v + ε) with α_t = α √(1-β2^t) / (1-β1^t) (section 2 of the former).
// TensorFlow.js's own Adam adds ε after the correction.
import * as tf from "../tensorflow";
import type { Optimizer, Update } from "./optimizer";
import { rateAt, rateText, type LearningRate } from "./schedule";

export interface AdamOptions {
  /** A number or a schedule; default 0.001. */
  readonly learningRate?: LearningRate;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}

export interface AdamWOptions extends AdamOptions {
  /** The part of every parameter, biases included, that is taken away in a step with learning rate 1; default 0.004. */
  readonly weightDecay?: number;
}

/** Adam with Keras's defaults; ε stands beside √v. */
export function adam(options: AdamOptions = {}): Optimizer {
  const { learningRate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = options;
  return {
    name: `adam(${[rateText(learningRate), beta1, beta2, epsilon].join(", ")})`,
    slots: 2,
    stepInputs: (step) => ({
      stepSize: (rateAt(learningRate, step) * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step),
    }),
    update(parameter, gradient, [m, v], { stepSize }) {
      const newM = tf.add(m, tf.mul(tf.sub(gradient, m), 1 - beta1));
      const newV = tf.add(v, tf.mul(tf.sub(tf.square(gradient), v), 1 - beta2));
      const change = tf.div(tf.mul(newM, stepSize), tf.add(tf.sqrt(newV), epsilon));
      return { parameter: tf.sub(parameter, change), state: [newM, newV] };
    },
  };
}

/** Adam on parameters that first shrink by learningRate · weightDecay, apart from the gradient. */
export function adamW(options: AdamWOptions = {}): Optimizer {
  const { learningRate = 1e-3, weightDecay = 0.004 } = options;
  const inner = adam(options);
  return {
    name: `${inner.name} with weight decay ${weightDecay}`,
    slots: inner.slots,
    stepInputs: (step) => ({ ...inner.stepInputs(step), decay: rateAt(learningRate, step) * weightDecay }),
    update(parameter, gradient, state, inputs): Update {
      return inner.update(tf.sub(parameter, tf.mul(parameter, inputs.decay)), gradient, state, inputs);
    },
  };
}
