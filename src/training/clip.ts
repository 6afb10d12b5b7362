// Gradient clipping by the global norm (Pascanu, Mikolov and Bengio 2013, algorithm 1): all gradients together are one
// vector, which keeps its direction and loses the length above the limit. As tf.clip_by_global_norm of TensorFlow.
import * as tf from "../tensorflow";

/** The gradients, scaled so that the root of the sum of all their squares is at most `clipNorm`. */
export function clipByGlobalNorm(gradients: readonly tf.Tensor[], clipNorm: number): tf.Tensor[] {
  const norm = tf.sqrt(tf.addN(gradients.map((gradient) => tf.sum(tf.square(gradient)))));
  const scale = tf.div(clipNorm, tf.maximum(norm, clipNorm));
  return gradients.map((gradient) => tf.mul(gradient, scale));
}
