// Binary cross-entropy with soft targets, averaged over every pixel and channel of the whole image, as the report
// trains (section 4.3) and as Keras computes it from probabilities: predictions are clipped to [1e-7, 1 - 1e-7].
// With targets strictly between 0 and 1 its lowest value is not 0 but the entropy of the targets.
import * as tf from "@tensorflow/tfjs";

const kerasEpsilon = 1e-7;

/** Mean over all values of -(y log p + (1-y) log(1-p)): scalar, in nats. `truth` and `predicted` share a shape, values in [0,1]. */
export function binaryCrossentropy(truth: tf.Tensor, predicted: tf.Tensor): tf.Scalar {
  return tf.tidy(() => {
    const p = tf.clipByValue(predicted, kerasEpsilon, 1 - kerasEpsilon);
    const likelihood = tf.add(tf.mul(truth, tf.log(p)), tf.mul(tf.sub(1, truth), tf.log(tf.sub(1, p))));
    return tf.neg(tf.mean(likelihood)) as tf.Scalar;
  });
}
