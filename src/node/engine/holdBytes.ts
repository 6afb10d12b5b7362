// A training set that TensorFlow holds once as uint8, from which each step picks its batch: 128 positions go in instead of
// half a million numbers. Masks are held the same way; drawing them anew for an epoch replaces them.
// Only on the native backend and for uint8 images; everything else is copied batch by batch.
import * as tf from "@tensorflow/tfjs";
import { checkPositions, type ImageBatch } from "../../images";
import { copyBatches, type HoldData } from "../../training/batchSource";
import { byteTensor, gatherBytes } from "./byteTensor";
import { nativeBackend } from "../tracedGraph/backend";

/** Gives the same batches as copyBatches, bit for bit. */
export const holdBytes: HoldData = (images, knownMask) => {
  const [count] = images.shape;
  if (!nativeBackend() || !isBytes(images) || !isBytes(knownMask)) return copyBatches(images, knownMask);
  // 255 is an input too: as a constant, TensorFlow's optimiser would multiply by a rounded 1/255 instead of dividing.
  const white = tf.scalar(255);
  let imageBytes = byteTensor(images.data, images.shape),
    maskBytes = byteTensor(knownMask.data, knownMask.shape);
  return {
    inputs: (positions) => {
      checkPositions(positions, count);
      return {
        step: { positions: tf.tensor1d(Int32Array.from(positions), "int32") },
        held: { imageBytes, maskBytes, white },
      };
    },
    batch: ({ positions, imageBytes: allImages, maskBytes: allMasks, white: byte }) => ({
      images: tf.div(gatherBytes(allImages, positions as tf.Tensor1D), byte) as tf.Tensor4D,
      knownMask: gatherBytes(allMasks, positions as tf.Tensor1D) as tf.Tensor4D,
    }),
    setImages: (other) => {
      if (!isBytes(other)) throw new Error("Expected uint8 images as before, but received float32. Augment the uint8 images.");
      imageBytes.dispose();
      imageBytes = byteTensor(other.data, other.shape);
    },
    setMasks: (other) => {
      if (!isBytes(other))
        throw new Error("Expected uint8 masks as before, but received float32. Draw them with the helpers of src/masks.");
      maskBytes.dispose();
      maskBytes = byteTensor(other.data, other.shape);
    },
    dispose: () => tf.dispose([imageBytes, maskBytes, white]),
  };
};

function isBytes(batch: ImageBatch): batch is ImageBatch & { readonly data: Uint8Array } {
  return batch.data instanceof Uint8Array;
}
