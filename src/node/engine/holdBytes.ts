// A training set that TensorFlow holds once as uint8, from which each step picks its batch: 128 positions go in instead of
// half a million numbers. Masks are held the same way; drawing others for an epoch replaces them.
// Only on the native backend and for images and masks that lie in memory as bytes; everything else is copied batch by batch.
import * as tf from "../../tensorflow";
import type { ImageSource } from "../../datasets/imageSource";
import { checkPositions, type ImageBatch } from "../../images/batch";
import type { MaskSource } from "../../masks/maskSource";
import { copyBatches, labelInput, type HoldData } from "../../training/batchSource";
import { nativeBackend } from "../tracedGraph/backend";
import { byteTensor, gatherBytes } from "./byteTensor";

/** Gives the same batches as copyBatches, bit for bit. */
export const holdBytes: HoldData = (images, masks) => {
  const imageSet = bytesOf(images.images);
  const maskSet = bytesOf(masks.knownMask);
  if (!nativeBackend() || imageSet === null || maskSet === null) return copyBatches(images, masks);
  // 255 is an input too: as a constant, TensorFlow's optimiser would multiply by a rounded 1/255 instead of dividing.
  const white = tf.scalar(255);
  let imageBytes = byteTensor(imageSet.data, imageSet.shape);
  let maskBytes = byteTensor(maskSet.data, maskSet.shape);
  let given = images;
  return {
    inputs: (positions) => {
      checkPositions(positions, images.count);
      return {
        step: { positions: tf.tensor1d(Int32Array.from(positions), "int32"), ...labelInput(given, positions) },
        held: { imageBytes, maskBytes, white },
      };
    },
    batch: ({ positions, imageBytes: allImages, maskBytes: allMasks, white: byte, labels }) => ({
      ...(labels === undefined ? {} : { labels: labels as tf.Tensor1D }),
      images: tf.div(gatherBytes(allImages, positions as tf.Tensor1D), byte) as tf.Tensor4D,
      knownMask: gatherBytes(allMasks, positions as tf.Tensor1D) as tf.Tensor4D,
    }),
    setImages: (other: ImageSource) => {
      const bytes = bytesOf(other.images);
      if (bytes === null) {
        throw new Error("Expected uint8 images in memory as before, but received others. Augment the uint8 images.");
      }
      imageBytes.dispose();
      imageBytes = byteTensor(bytes.data, bytes.shape);
      given = other;
    },
    setMasks: (other: MaskSource) => {
      const bytes = bytesOf(other.knownMask);
      if (bytes === null) {
        throw new Error(
          "Expected uint8 masks in memory as before, but received others. " +
            "Draw them with the helpers of src/masks.",
        );
      }
      maskBytes.dispose();
      maskBytes = byteTensor(bytes.data, bytes.shape);
    },
    dispose: () => tf.dispose([imageBytes, maskBytes, white]),
  };
};

interface ByteBatch extends ImageBatch {
  readonly data: Uint8Array;
}

/** The batch if there is one and it is uint8, else null. */
function bytesOf(batch: ImageBatch | undefined): ByteBatch | null {
  return batch !== undefined && batch.data instanceof Uint8Array ? { data: batch.data, shape: batch.shape } : null;
}
