// Layers assign moving averages and the like to themselves whenever they are applied in training. A network that is applied more than
// once in a step would move them as often: what is only asked, and does not learn, keeps them.
import type * as tf from "../../tensorflow";
import { otherWeightsOf } from "../step";

/** Runs with the model as it is; what its layers then assign to weights that are not trained is taken back. */
export function keepOtherWeights<T>(model: tf.LayersModel, run: () => T): T {
  const before = otherWeightsOf(model).map((variable) => ({ variable, value: variable.clone() }));
  try {
    return run();
  } finally {
    for (const { variable, value } of before) {
      variable.assign(value);
      value.dispose();
    }
  }
}
