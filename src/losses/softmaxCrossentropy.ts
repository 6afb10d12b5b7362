// Categorical cross-entropy of a classifier that ends in logits, averaged over images: the softmax is taken here, so that no
// logarithm meets a rounded 0 (Goodfellow, Bengio and Courville 2016, "Deep Learning", section 6.2.2.3).
import * as tf from "../tensorflow";
import { withGradient } from "./withGradient";

/** Mean over images of -log softmax(logits) at the truth, in nats: scalar. Both are [N,classes]; `truth` is one-hot. */
export function softmaxCrossentropy(truth: tf.Tensor, logits: tf.Tensor): tf.Scalar {
  return withGradient(
    logits,
    (z) => tf.neg(tf.div(tf.sum(tf.mul(truth, tf.logSoftmax(z))), z.shape[0])),
    (z, dy) => tf.mul(tf.sub(tf.softmax(z), truth), tf.div(dy, z.shape[0])),
  );
}
