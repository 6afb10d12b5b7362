// TensorFlow's StatelessRandomUniform on the native backend: random numbers as a function of a seed that is an input, drawn
// inside TensorFlow. TensorFlow.js's own random operations take their seed as an attribute, fixed when a step is recorded.
import * as tf from "../../tensorflow";
import { statelessUniformKernel } from "../../layers/statelessUniform";
import { dataType, type NativeBackend } from "../tracedGraph/backend";

/** Registers the kernel: input seed, int32 [2]; attribute shape; result float32 in [0,1). A second call changes nothing. */
export function registerStatelessRandom(): void {
  if (tf.getKernel(statelessUniformKernel, "tensorflow")) return;
  tf.registerKernel({
    kernelName: statelessUniformKernel,
    backendName: "tensorflow",
    kernelFunc: ({ inputs: { seed }, attrs, backend }) => {
      const native = backend as unknown as NativeBackend;
      const type = native.binding.TF_ATTR_TYPE;
      const attributes = [
        { name: "dtype", type, value: dataType.float32 },
        { name: "T", type, value: dataType.int32 },
        { name: "Tseed", type, value: dataType.int32 },
      ];
      const shape = tf.tensor1d(attrs?.shape as number[], "int32");
      const values = native.executeSingleOutput(statelessUniformKernel, attributes, [shape, seed as tf.TensorInfo]);
      shape.dispose();
      return values;
    },
  });
}
