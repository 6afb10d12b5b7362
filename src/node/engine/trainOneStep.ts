// The smoke test of the engine, run as a program of its own so that a crash in native code ends only that program:
// one training step with a convolution, its gradient and the optimiser. Prints the library's version as JSON.
import * as tf from "../../tensorflow";
import { registerTensorflow } from "./registerTensorflow";

function trainOneStep(): { tensorflowVersion: string; loss: number } {
  const { tensorflowVersion } = registerTensorflow();
  const kernel = tf.variable(tf.randomNormal([3, 3, 3, 4], 0, 0.1, "float32", 1) as tf.Tensor4D);
  const before = kernel.dataSync().slice();
  const images = tf.randomUniform([2, 8, 8, 3], 0, 1, "float32", 2) as tf.Tensor4D;
  const cost = tf.train
    .adam(0.01)
    .minimize(() => tf.mean(tf.square(tf.relu(tf.conv2d(images, kernel, 1, "same")))), true);
  const loss = cost?.dataSync()[0] ?? NaN;
  if (!(loss > 0) || kernel.dataSync().every((value, i) => value === before[i])) {
    throw new Error(
      `Expected a training step to change the kernel, but received loss ${loss}. Library and addon do not fit.`,
    );
  }
  return { tensorflowVersion, loss };
}

console.log(JSON.stringify(trainOneStep()));
