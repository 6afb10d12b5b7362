// Gradient descent, plain and with momentum as Keras has it: the velocity carries the learning rate, v = μv - αg, so that
// a change of the rate acts on new gradients only. Nesterov's form is the one of Sutskever et al. 2013 (equations 3 and 4),
// rewritten for the parameters that gradients are taken at.
import * as tf from "../tensorflow";
import type { Optimizer } from "./optimizer";
import { rateAt, rateText, type LearningRate } from "./schedule";

export interface SgdOptions {
  /** A number or a schedule; default 0.01. */
  readonly learningRate?: LearningRate;
}

export interface MomentumOptions extends SgdOptions {
  /** μ, the part of the velocity that stays; default 0.9. */
  readonly momentum?: number;
  readonly nesterov?: boolean;
}

/** p - αg. */
export function sgd({ learningRate = 0.01 }: SgdOptions = {}): Optimizer {
  return {
    name: `sgd(${rateText(learningRate)})`,
    slots: 0,
    stepInputs: (step) => ({ stepSize: rateAt(learningRate, step) }),
    update: (parameter, gradient, _, { stepSize }) => ({
      parameter: tf.sub(parameter, tf.mul(gradient, stepSize)),
      state: [],
    }),
  };
}

/** p + v with v = μv - αg; in Nesterov's form p + μv - αg, with the new v. */
export function momentum(options: MomentumOptions = {}): Optimizer {
  const { learningRate = 0.01, momentum: kept = 0.9, nesterov = false } = options;
  return {
    name: `${nesterov ? "nesterov" : "momentum"}(${rateText(learningRate)}, ${kept})`,
    slots: 1,
    stepInputs: (step) => ({ stepSize: rateAt(learningRate, step) }),
    update(parameter, gradient, [velocity], { stepSize }) {
      const push = tf.mul(gradient, stepSize);
      const moved = tf.sub(tf.mul(velocity, kept), push);
      return { parameter: tf.add(parameter, nesterov ? tf.sub(tf.mul(moved, kept), push) : moved), state: [moved] };
    },
  };
}
