// The share of images whose class a classifier gives.
import type * as tf from "../../tensorflow";
import type { ImageBatch } from "../../images/batch";
import { classifyImages } from "../../transfer/fineTune";

/** Of images [N,H,W,C] with one label each, for a network that gives logits [N,classes]: 0 to 1. Throws without an image. */
export function accuracyOf(model: tf.LayersModel, images: ImageBatch, labels: Uint8Array): number {
  const count = images.shape[0];
  if (count === 0 || labels.length !== count) {
    throw new Error(
      `Expected at least one image and a label for each, but received ${count} images and ${labels.length} labels. ` +
        "Take both from the same set.",
    );
  }
  const given = classifyImages(model, images);
  return given.filter((one, i) => one === labels[i]).length / count;
}
