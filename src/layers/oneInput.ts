// TensorFlow.js hands a layer of one input either that input or a list of one.
import type * as tf from "../tensorflow";

/** The tensor that a layer of one input is called with. */
export function oneTensor(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
  return Array.isArray(inputs) ? inputs[0] : inputs;
}

/** Its shape, as build and computeOutputShape are given it. */
export function oneShape(shape: tf.Shape | tf.Shape[]): tf.Shape {
  return (Array.isArray(shape[0]) ? shape[0] : shape) as tf.Shape;
}
