// Batch normalisation in training (Ioffe and Szegedy 2015, arXiv 1502.03167, algorithm 1). A backend with TensorFlow's
// FusedBatchNormV3 is asked for it, values and gradients in one operation each; elsewhere it is computed by the formula.
import * as tf from "../tensorflow";

export const fusedBatchNormKernel = "FusedBatchNormV3";

export interface NormalisedBatch {
  /** [N,H,W,C] */
  readonly y: tf.Tensor4D;
  /** Of each channel over images, rows and columns, [C]. */
  readonly mean: tf.Tensor1D;
  /** The biased one, a sum of squares over N·H·W, [C]. */
  readonly variance: tf.Tensor1D;
}

/**
 * Float32 x [N,H,W,C] by its own mean and variance: (x - mean) / √(variance + epsilon) · scale + offset, with scale and offset [C].
 * Gradients of y by x, scale and offset; mean and variance are for moving averages, without gradient. On the native backend there
 * are no second derivatives.
 */
export function normaliseBatch(x: tf.Tensor4D, scale: tf.Tensor, offset: tf.Tensor, epsilon: number): NormalisedBatch {
  if (!tf.getKernel(fusedBatchNormKernel, tf.getBackend())) {
    const { mean, variance } = tf.moments(x, [0, 1, 2]);
    return { y: normalise(x, { mean, variance, scale, offset, epsilon }), mean, variance } as NormalisedBatch;
  }
  const outputs = tf.engine().runKernel(fusedBatchNormKernel, { x, scale, offset }, { epsilon }) as tf.Tensor[];
  const [y, mean, unbiased] = outputs as [tf.Tensor4D, tf.Tensor1D, tf.Tensor1D];
  // TensorFlow divides by count - 1, and by 1 for a single value, whose variance is 0.
  const count = x.size / x.shape[3];
  return { y, mean, variance: tf.mul(unbiased, Math.max(count - 1, 1) / count) };
}

/** x [N,H,W,C] by a given mean and variance of each channel. */
export function normalise(
  x: tf.Tensor4D,
  by: {
    readonly mean: tf.Tensor;
    readonly variance: tf.Tensor;
    readonly scale: tf.Tensor;
    readonly offset: tf.Tensor;
    /** Added to the variance. */
    readonly epsilon: number;
  },
): tf.Tensor4D {
  const factor = tf.mul(by.scale, tf.rsqrt(tf.add(by.variance, by.epsilon)));
  return tf.add(tf.mul(tf.sub(x, by.mean), factor), by.offset);
}
