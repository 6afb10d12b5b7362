// Random numbers that are a function of a seed tensor alone, as TensorFlow's StatelessRandomUniform gives them. A backend
// with a kernel of that name is asked for them; elsewhere they are drawn in JavaScript, other numbers by the same rule.
import * as tf from "../tensorflow";
import { randomStream } from "../random";

export const statelessUniformKernel = "StatelessRandomUniform";

/** Numbers in [0,1), float32 of this shape. `seed` is int32 [2] with values from 0 up; no gradient goes through. */
export function statelessUniform(shape: readonly number[], seed: tf.Tensor): tf.Tensor {
  if (tf.getKernel(statelessUniformKernel, tf.getBackend())) {
    return tf.engine().runKernel(statelessUniformKernel, { seed }, { shape: [...shape] }) as tf.Tensor;
  }
  const [first, second] = seed.dataSync();
  const random = randomStream(first, "stateless uniform", second);
  const steps = 2 ** 24; // float32 holds these multiples exactly, and none of them rounds up to 1
  const draw = (): number => Math.floor(random.uniform() * steps) / steps;
  return tf.tensor(Float32Array.from({ length: tf.util.sizeFromShape([...shape]) }, draw), [...shape]);
}
