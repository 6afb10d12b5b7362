// The share of images whose class a classifier gives.
import * as tf from "../../tensorflow";
import { range, takeImages, type ImageBatch } from "../../images/batch";
import { toTensor } from "../../tensors";

const batchSize = 500;

/** Of images [N,H,W,C] with one label each, for a network that gives logits [N,classes]: 0 to 1. Throws without an image. */
export function accuracyOf(model: tf.LayersModel, images: ImageBatch, labels: Uint8Array): number {
  const count = images.shape[0];
  if (count === 0 || labels.length !== count) {
    throw new Error(
      `Expected at least one image and a label for each, but received ${count} images and ${labels.length} labels. ` +
        "Take both from the same set.",
    );
  }
  let right = 0;
  for (let start = 0; start < count; start += batchSize) {
    const positions = range(Math.min(batchSize, count - start), start);
    const given = tf.tidy(() => tf.argMax(model.apply(toTensor(takeImages(images, positions))) as tf.Tensor2D, 1));
    const classes = given.dataSync();
    positions.forEach((position, i) => (right += Number(classes[i] === labels[position])));
    given.dispose();
  }
  return right / count;
}
