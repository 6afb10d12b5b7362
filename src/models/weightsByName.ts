// The weights of a network by name: between networks that share layers weights go by name and not by place, for frozen layers stand
// elsewhere in a network's list of weights.
import type * as tf from "../tensorflow";

/** "layer/kernel" to the weight, in the network's order. */
export function weightsByName({ weights }: Pick<tf.LayersModel, "weights">): Map<string, tf.LayerVariable> {
  return new Map(weights.map((weight) => [weight.originalName, weight]));
}
