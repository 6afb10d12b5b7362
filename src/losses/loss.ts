// What a loss is: a mean over all values of a batch, from predictions or, where it can, from the numbers before the last
// sigmoid, which is exact for any prediction and cheaper.
import type * as tf from "@tensorflow/tfjs";

export interface Loss {
  /** `truth` and `predicted` share a shape; a scalar comes out. No gradient goes to `truth`. */
  (truth: tf.Tensor, predicted: tf.Tensor): tf.Scalar;
  /** The same number from logits, where predicted = sigmoid(logits). */
  readonly fromLogits?: (truth: tf.Tensor, logits: tf.Tensor) => tf.Scalar;
}
