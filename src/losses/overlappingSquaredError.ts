// The reconstruction loss of "Context Encoders" (Pathak et al. 2016, section 3.2 and 4.1): the squared error of the hole and of a
// margin of context around it, which weighs more there, so that the filled region joins what surrounds it. As the authors' code
// (train.lua, overlapPred and wtl2) has it, the sum of weighted squares is divided by how many values have a weight.
import * as tf from "../tensorflow";

/**
 * What each pixel weighs, [N,H,W,1]: 1 in the hole, `weight` where a known pixel lies at most `pixels` rows and columns away from a
 * hole pixel, 0 elsewhere. knownMask [N,H,W,1] has 1 = known.
 */
export function overlapWeights(knownMask: tf.Tensor4D, pixels: number, weight: number): tf.Tensor4D {
  return tf.tidy(() => {
    const hole = tf.sub(1, knownMask) as tf.Tensor4D;
    if (pixels === 0) return hole;
    const grown = tf.maxPool(hole, 2 * pixels + 1, 1, "same");
    return tf.add(hole, tf.mul(tf.sub(grown, hole), weight));
  });
}

/**
 * Sum of weight · (p - y)² over all values, divided by the number of values whose weight is above 0: scalar. `truth` and `predicted`
 * are [N,H,W,C], `weights` [N,H,W,1], made by overlapWeights before the gradient is asked for. NaN where nothing has a weight.
 */
export function overlappingSquaredError(truth: tf.Tensor, predicted: tf.Tensor, weights: tf.Tensor): tf.Scalar {
  const channels = truth.shape[truth.rank - 1];
  const values = tf.mul(tf.sum(tf.sign(weights)), channels);
  return tf.div(tf.sum(tf.mul(tf.squaredDifference(predicted, truth), weights)), values);
}
