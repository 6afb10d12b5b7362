// Exponential moving averages of the weights (Polyak and Juditsky 1992 average all steps alike; the exponential form is
// the usual one since), as Keras's use_ema: the average after the first step is that step's weights, so that the random
// initial ones do not linger.
import * as tf from "../tensorflow";

/** The part of the new weights in the average after the step-th step, counted from 1: the step's input `averageRate`. */
export function averageRate(averageDecay: number, step: number): number {
  return step === 1 ? 1 : 1 - averageDecay;
}

/** decay · average + (1 - decay) · weights, with `rate` = 1 - decay as a scalar. */
export function moveAverage(average: tf.Tensor, weights: tf.Tensor, rate: tf.Tensor): tf.Tensor {
  return tf.add(average, tf.mul(tf.sub(weights, average), rate));
}
