// Batch normalisation in training as one TensorFlow operation, FusedBatchNormV3, and its gradient as another, on the native
// backend. By TensorFlow.js's own operations and their gradients it takes some thirty passes over memory.
import * as tf from "../../tensorflow";
import { fusedBatchNormKernel } from "../../layers/normaliseBatch";
import { dataType, type Attribute, type NativeBackend } from "../tracedGraph/backend";

const gradientKernel = "FusedBatchNormGradV3";

/**
 * Registers the kernel: inputs x [N,H,W,C], scale and offset [C], float32; attribute epsilon; outputs y, mean, variance over
 * count - 1, and three that are TensorFlow's own. y has a gradient, the others have none. A second call changes nothing.
 */
export function registerFusedBatchNorm(): void {
  if (tf.getKernel(fusedBatchNormKernel, "tensorflow")) return;
  tf.registerKernel({
    kernelName: fusedBatchNormKernel,
    backendName: "tensorflow",
    kernelFunc: ({ inputs: { x, scale, offset }, attrs, backend }) => {
      const native = backend as unknown as NativeBackend;
      const none = tf.tensor1d([]); // the moving averages, which enter at inference alone
      const inputs = [x, scale, offset, none, none] as tf.TensorInfo[];
      const outputs = native.executeMultipleOutputs(
        fusedBatchNormKernel,
        attributesOf(native, attrs?.epsilon),
        inputs,
        6,
      );
      none.dispose();
      return outputs;
    },
  });
  tf.registerKernel({
    kernelName: gradientKernel,
    backendName: "tensorflow",
    kernelFunc: ({ inputs: { dy, x, scale, first, second, third }, attrs, backend }) => {
      const native = backend as unknown as NativeBackend;
      const inputs = [dy, x, scale, first, second, third] as tf.TensorInfo[];
      const outputs = native.executeMultipleOutputs(gradientKernel, attributesOf(native, attrs?.epsilon), inputs, 5);
      for (const unused of outputs.slice(3)) unused.dispose(); // of the moving averages
      return outputs.slice(0, 3);
    },
  });
  tf.registerGradient({
    kernelName: fusedBatchNormKernel,
    inputsToSave: ["x", "scale"],
    outputsToSave: [false, false, false, true, true, true],
    gradFunc: (dys, [x, scale, first, second, third], attrs) => {
      const [dy] = dys as tf.Tensor[];
      const inputs = { dy, x, scale, first, second, third };
      const gradients = tf.engine().runKernel(gradientKernel, inputs, attrs as tf.NamedAttrMap) as tf.Tensor[];
      return { x: () => gradients[0], scale: () => gradients[1], offset: () => gradients[2] };
    },
  });
}

function attributesOf({ binding }: NativeBackend, epsilon: unknown): Attribute[] {
  return [
    { name: "T", type: binding.TF_ATTR_TYPE, value: dataType.float32 },
    { name: "U", type: binding.TF_ATTR_TYPE, value: dataType.float32 },
    { name: "epsilon", type: binding.TF_ATTR_FLOAT, value: epsilon },
    { name: "data_format", type: binding.TF_ATTR_STRING, value: "NHWC" },
    { name: "is_training", type: binding.TF_ATTR_BOOL, value: true },
  ];
}
