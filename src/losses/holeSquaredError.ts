// Squared error averaged over hole pixels alone: of all holes of the batch together, so that its square root is the pooled
// hole error that the benchmark reports. Known pixels are put back after the network and need no training.
import * as tf from "../tensorflow";
import { withGradient } from "./withGradient";

/**
 * Mean of (p - y)² over all channels of all hole pixels: scalar. `truth` and `predicted` are [N,H,W,C], knownMask [N,H,W,1] with
 * 1 = known. No gradient goes to `truth` or to known pixels. NaN where no image has a hole.
 */
export function holeSquaredError(truth: tf.Tensor, predicted: tf.Tensor, knownMask: tf.Tensor): tf.Scalar {
  // Made again for the gradient: what is made beside the loss is gone by then.
  const hole = (): tf.Tensor => tf.sub(1, knownMask);
  const channels = truth.shape[truth.rank - 1];
  const values = (): tf.Tensor => tf.mul(tf.sum(hole()), channels);
  return withGradient(
    predicted,
    (p) => tf.div(tf.sum(tf.mul(tf.squaredDifference(p, truth), hole())), values()),
    (p, dy) => tf.mul(tf.mul(tf.sub(p, truth), hole()), tf.div(tf.mul(dy, 2), values())),
  );
}
