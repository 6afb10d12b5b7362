// The gradient of LeakyRelu as one TensorFlow operation, LeakyReluGrad, on the native backend, from the layer's output. TensorFlow.js
// compares the layer's input with 0: three operations, and one that TensorFlow's optimiser stumbles over where a convolution with a bias
// comes before. Other backends keep TensorFlow.js's own rule, and so does a slope that is not above 0.
import * as tf from "../../tensorflow";
import { dataType, type NativeBackend } from "../tracedGraph/backend";

const kernelName = "LeakyReluGrad";

/** Registers the kernel and makes it LeakyRelu's gradient, which has none itself, as TensorFlow.js's; a second call changes nothing. */
export function registerLeakyReluGrad(): void {
  if (tf.getKernel(kernelName, "tensorflow")) return;
  tf.registerKernel({
    kernelName,
    backendName: "tensorflow",
    kernelFunc: ({ inputs: { dy, y }, attrs, backend }) => {
      const native = backend as unknown as NativeBackend;
      const attributes = [
        { name: "T", type: native.binding.TF_ATTR_TYPE, value: dataType.float32 },
        { name: "alpha", type: native.binding.TF_ATTR_FLOAT, value: attrs?.alpha },
      ];
      return native.executeSingleOutput(kernelName, attributes, [dy as tf.TensorInfo, y as tf.TensorInfo]);
    },
  });
  const stock = tf.getGradient("LeakyRelu");
  tf.unregisterGradient("LeakyRelu");
  tf.registerGradient({
    kernelName: "LeakyRelu",
    inputsToSave: ["x"],
    outputsToSave: [true],
    gradFunc: (dy, [x, y], attributes) => {
      const alpha = attributes.alpha as unknown as number;
      // Input and output agree on what is above 0.
      return tf.getBackend() === "tensorflow" && alpha > 0
        ? { x: () => leakyReluGrad(dy as tf.Tensor, y, alpha) }
        : stock.gradFunc(dy, [x], attributes);
    },
  });
}

/** dy where the output was above 0, elsewhere times alpha. */
function leakyReluGrad(dy: tf.Tensor, y: tf.Tensor, alpha: number): tf.Tensor {
  return tf.engine().runKernel(kernelName, { dy, y }, { alpha }) as tf.Tensor;
}
