// A scalar function of one tensor whose derivative is written out, where TensorFlow.js's own rules would spend more
// operations on whole images than are needed.
import * as tf from "../tensorflow";

/** `gradient` gives the derivative by `x`, times the scalar `dy`. Other tensors that the two functions use count as constants. */
export function withGradient(
  x: tf.Tensor,
  value: (x: tf.Tensor) => tf.Tensor,
  gradient: (x: tf.Tensor, dy: tf.Tensor) => tf.Tensor,
): tf.Scalar {
  const run = tf.customGrad((...given) => {
    const [input, save] = given as [tf.Tensor, (tensors: tf.Tensor[]) => void];
    save([input]);
    return { value: value(input), gradFunc: (dy: tf.Tensor, [saved]: tf.Tensor[]) => gradient(saved, dy) };
  });
  return run(x) as tf.Scalar;
}
