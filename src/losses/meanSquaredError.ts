// Mean squared error over every pixel and channel of the whole image. Its gradient is written out: TensorFlow.js's own
// rules for mean and square take twice as many operations on whole images.
import * as tf from "../tensorflow";
import { withGradient } from "./withGradient";

/** Mean over all values of (p - y)²: scalar. `truth` and `predicted` share a shape. No gradient goes to `truth`. */
export function meanSquaredError(truth: tf.Tensor, predicted: tf.Tensor): tf.Scalar {
  return withGradient(
    predicted,
    (p) => tf.mean(tf.squaredDifference(p, truth)),
    (p, dy) => tf.mul(tf.sub(p, truth), tf.mul(dy, 2 / p.size)),
  );
}
