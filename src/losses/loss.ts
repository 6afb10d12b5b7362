// What a loss is: a mean over values of a batch, from predictions or, where it can, from the numbers before the last
// sigmoid, which is exact for any prediction and cheaper. A loss is told which pixels were known; one that looks at whole
// images does without. One that is a sum of terms gives them by name.
import type * as tf from "../tensorflow";

export interface Loss {
  /** `truth` and `predicted` share a shape [N,H,W,C], knownMask is [N,H,W,1]; a scalar comes out. No gradient goes to `truth`. */
  (truth: tf.Tensor, predicted: tf.Tensor, knownMask: tf.Tensor): tf.Scalar;
  /** The same number from logits, where predicted = sigmoid(logits). */
  readonly fromLogits?: (truth: tf.Tensor, logits: tf.Tensor, knownMask: tf.Tensor) => tf.Scalar;
}

/** The terms of a loss by name, each without its weight. */
export interface LossTerms {
  readonly [name: string]: tf.Scalar;
}

/** A loss that is a weighted sum of terms, which a training logs beside it. It has no form from logits. */
export interface TermLoss extends Loss {
  /** The terms that are computed, in the order in which they are logged. */
  readonly termNames: readonly string[];
  /** All of termNames, unweighted: what the weights are is the loss's own. Arguments as the loss itself takes them. */
  readonly terms: (truth: tf.Tensor, predicted: tf.Tensor, knownMask: tf.Tensor) => LossTerms;
  /** The loss of these terms: each times its weight, added up. */
  readonly weightedSum: (terms: LossTerms) => tf.Scalar;
}

/** Whether the loss has terms to log. */
export function hasTerms(loss: Loss): loss is TermLoss {
  return "termNames" in loss;
}

/** A loss over all values of whole images, whatever the mask. */
export interface WholeImageLoss {
  (truth: tf.Tensor, predicted: tf.Tensor): tf.Scalar;
  readonly fromLogits?: (truth: tf.Tensor, logits: tf.Tensor) => tf.Scalar;
}
