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

/** The lowest cross-entropy any prediction can reach for these values in [0,1]: their mean entropy H(y), in nats. */
export function entropyFloor(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += entropy(values[i]);
  return sum / values.length;
}

/** The same floor for uint8 values, by their histogram. */
export function entropyFloorOfBytes(bytes: Uint8Array): number {
  const counts = new Float64Array(256);
  for (const byte of bytes) counts[byte]++;
  return counts.reduce((sum, count, byte) => sum + count * entropy(byte / 255), 0) / bytes.length;
}

function entropy(y: number): number {
  return y <= 0 || y >= 1 ? 0 : -(y * Math.log(y) + (1 - y) * Math.log(1 - y));
}
