// What a loss is: a mean over values of a batch, from predictions or, where it can, from the numbers before the last
// sigmoid, which is exact for any prediction and cheaper. A loss is told which pixels were known; one that looks at whole
// images does without.
import type * as tf from "../tensorflow";

export interface Loss {
  /** `truth` and `predicted` share a shape [N,H,W,C], knownMask is [N,H,W,1]; a scalar comes out. No gradient goes to `truth`. */
  (truth: tf.Tensor, predicted: tf.Tensor, knownMask: tf.Tensor): tf.Scalar;
  /** The same number from logits, where predicted = sigmoid(logits). */
  readonly fromLogits?: (truth: tf.Tensor, logits: tf.Tensor, knownMask: tf.Tensor) => tf.Scalar;
}

/** A loss over all values of whole images, whatever the mask. */
export interface WholeImageLoss {
  (truth: tf.Tensor, predicted: tf.Tensor): tf.Scalar;
  readonly fromLogits?: (truth: tf.Tensor, logits: tf.Tensor) => tf.Scalar;
}
