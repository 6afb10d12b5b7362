// Binary cross-entropy with soft targets, averaged over every pixel and channel of the whole image, as the report
// trains (section 4.3). From probabilities it is computed as Keras does, with predictions clipped to [1e-7, 1 - 1e-7]; from
// logits without clipping. With targets strictly between 0 and 1 its lowest value is not 0 but the entropy of the targets.
import * as tf from "../tensorflow";
import type { WholeImageLoss } from "./loss";
import { withGradient } from "./withGradient";

const kerasEpsilon = 1e-7;

function fromProbabilities(truth: tf.Tensor, predicted: tf.Tensor): tf.Scalar {
  return tf.tidy(() => {
    const p = tf.clipByValue(predicted, kerasEpsilon, 1 - kerasEpsilon);
    const likelihood = tf.add(tf.mul(truth, tf.log(p)), tf.mul(tf.sub(1, truth), tf.log(tf.sub(1, p))));
    return tf.neg(tf.mean(likelihood)) as tf.Scalar;
  });
}

/** -(y log p + (1-y) log(1-p)) with p = sigmoid(z) is softplus(z) - zy, and its derivative by z is p - y. */
function fromLogits(truth: tf.Tensor, logits: tf.Tensor): tf.Scalar {
  return withGradient(
    logits,
    (z) => tf.mean(tf.sub(tf.softplus(z), tf.mul(z, truth))),
    (z, dy) => tf.mul(tf.sub(tf.sigmoid(z), truth), tf.div(dy, z.size)),
  );
}

/** Mean over all values of -(y log p + (1-y) log(1-p)): scalar, in nats. Both share a shape and hold values in [0,1]. */
export const binaryCrossentropy: WholeImageLoss = Object.assign(fromProbabilities, { fromLogits });
