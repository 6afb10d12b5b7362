// How "traced" compiles the project's training step and its prediction: each becomes one TensorFlow session (tracedGraph).
import * as tf from "@tensorflow/tfjs";
import { dataType, nativeBackend, type NativeBackend } from "../../../src/node/tracedGraph/backend";
import { compileTraced, type TraceOptions, type TracedFunction } from "../../../src/node/tracedGraph/compile";
import { trainingStep, type StepParts } from "../../../src/training/step";

/** A step that runs eagerly would be shown under the wrong name, so the reason not to trace it is an error here. */
const refuse = (reason: string): never => {
  throw new Error(reason);
};

/** The compiled step of these parts. */
export function compileTraining(parts: StepParts, convolutions: TraceOptions["convolutions"]): TracedFunction {
  return compileTraced(trainingStep(parts), { convolutions, warn: refuse });
}

/** From { input } to { output }. */
export function compilePrediction(model: tf.LayersModel, convolutions: TraceOptions["convolutions"]): TracedFunction {
  return compileTraced(({ input }) => ({ output: model.apply(input) as tf.Tensor }), { convolutions, warn: refuse });
}

/** The rows of `values` at the positions, picked inside TensorFlow: tf.gather would read the positions back into JavaScript. */
export function gatherRows(values: tf.Tensor, positions: tf.Tensor): tf.Tensor4D {
  const native = nativeBackend() as NativeBackend, type = native.binding.TF_ATTR_TYPE;
  const attributes = [
    { name: "Tparams", type, value: dataType.float32 }, { name: "Tindices", type, value: dataType.int32 },
    { name: "Taxis", type, value: dataType.int32 },
  ];
  return native.executeSingleOutput("GatherV2", attributes, [values, positions, tf.scalar(0, "int32")]) as tf.Tensor4D;
}
