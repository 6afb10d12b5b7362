// How the builders of this room put one layer behind another: TensorFlow.js types the result as one of many things.
import type * as tf from "../tensorflow";

/** What the layer makes of a symbolic tensor, or of several where it joins them. */
export function applyLayer(x: tf.SymbolicTensor | tf.SymbolicTensor[], layer: tf.layers.Layer): tf.SymbolicTensor {
  return layer.apply(x) as tf.SymbolicTensor;
}
