// How "traced" compiles the project's training step and its prediction: each becomes one TensorFlow session (tracedGraph).
import type * as tf from "@tensorflow/tfjs";
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
