// The gradient of Relu as one TensorFlow operation, ReluGrad, on the native backend. TensorFlow.js builds it from step()
// and a product, which there run as five operations; on the report's network this makes training 13 to 30 % faster.
// Other backends keep TensorFlow.js's own rule. Values are the same; only a NaN input, which step() passes on, gives 0 here.
import * as tf from "../../tensorflow";
import { dataType, type NativeBackend } from "../tracedGraph/backend";

const kernelName = "ReluGrad";

/** Registers the kernel and makes it Relu's gradient; a second call changes nothing. */
export function registerReluGrad(): void {
  if (tf.getKernel(kernelName, "tensorflow")) return;
  tf.registerKernel({
    kernelName,
    backendName: "tensorflow",
    kernelFunc: ({ inputs: { dy, y }, backend }) => {
      const native = backend as unknown as NativeBackend;
      const type = { name: "T", type: native.binding.TF_ATTR_TYPE, value: dataType.float32 };
      return native.executeSingleOutput(kernelName, [type], [dy as tf.TensorInfo, y as tf.TensorInfo]);
    },
  });
  const stock = tf.getGradient("Relu");
  tf.unregisterGradient("Relu");
  tf.registerGradient({
    kernelName: "Relu",
    outputsToSave: [true],
    gradFunc: (dy, saved, attributes) =>
      tf.getBackend() === "tensorflow"
        ? { x: () => reluGrad(dy as tf.Tensor, saved[0]) }
        : stock.gradFunc(dy, saved, attributes),
  });
  // ReluGrad is linear in dy, so second derivatives pass through it as first ones do.
  tf.registerGradient({
    kernelName,
    inputsToSave: ["y"],
    gradFunc: (dy, saved) => ({ dy: () => reluGrad(dy as tf.Tensor, saved[0]), y: () => tf.zerosLike(saved[0]) }),
  });
}

/** dy where the input was above 0, else 0; `y` is Relu's input or output, which agree on that. */
function reluGrad(dy: tf.Tensor, y: tf.Tensor): tf.Tensor {
  return tf.engine().runKernel(kernelName, { dy, y }) as tf.Tensor;
}
