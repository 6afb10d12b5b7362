// How "traced" compiles the project's training step and its prediction: each becomes one TensorFlow session (tracedGraph).
import type * as tf from "../../../src/tensorflow";
import { compileTraced, type TraceOptions, type TracedFunction } from "../../../src/node/tracedGraph/compile";
import type { BatchOfInputs } from "../../../src/training/step";
import { trainingStep, type SupervisedOptions } from "../../../src/training/steps/supervised";

/** A step that runs eagerly would be shown under the wrong name, so the reason not to trace it is an error here. */
const refuse = (reason: string): never => {
  throw new Error(reason);
};

/** The compiled step of a training with these options, on the batch that `batch` makes of its inputs. */
export function compileTraining(
  options: SupervisedOptions,
  batch: BatchOfInputs,
  convolutions: TraceOptions["convolutions"],
): TracedFunction {
  return compileTraced(trainingStep(options, batch), { convolutions, warn: refuse });
}

/** From { input } to { output }. */
export function compilePrediction(model: tf.LayersModel, convolutions: TraceOptions["convolutions"]): TracedFunction {
  return compileTraced(({ input }) => ({ output: model.apply(input) as tf.Tensor }), { convolutions, warn: refuse });
}
