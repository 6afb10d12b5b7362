// Mean absolute error, L1, over every pixel and channel of the whole image. Large errors weigh less than squared ones do; for
// restored images Zhao et al. 2017 ("Loss functions for image restoration with neural networks") found it better than those.
// Its gradient is written out: it is 0 where prediction and truth are equal, as Keras has it; TensorFlow.js's own rule gives -1.
import * as tf from "../tensorflow";
import { withGradient } from "./withGradient";

/** Mean over all values of |p - y|: scalar. `truth` and `predicted` share a shape. No gradient goes to `truth`. */
export function meanAbsoluteError(truth: tf.Tensor, predicted: tf.Tensor): tf.Scalar {
  return withGradient(
    predicted,
    (p) => tf.mean(tf.abs(tf.sub(p, truth))),
    (p, dy) => tf.mul(tf.sign(tf.sub(p, truth)), tf.div(dy, p.size)),
  );
}
