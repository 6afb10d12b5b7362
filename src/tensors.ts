// Batches of images as tensors and back: apart from images.ts, so that what needs no network needs no TensorFlow.js.
import { imageBatch, toFloat, type FloatImageBatch, type ImageBatch } from "./images/batch";
import * as tf from "./tensorflow";

/** A float32 tensor [N,H,W,C] in [0,1]; the caller disposes of it. */
export function toTensor(images: ImageBatch): tf.Tensor4D {
  return tf.tensor4d(toFloat(images).data, [...images.shape]);
}

/** The batch that a tensor [N,H,W,C] holds; waits for the values and leaves the tensor alone. */
export async function fromTensor(tensor: tf.Tensor4D): Promise<FloatImageBatch> {
  return imageBatch((await tensor.data()) as Float32Array, tensor.shape);
}
