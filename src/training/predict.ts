// Runs a trained network over a set of images, a batch at a time, and gives the filled images back as plain arrays.
import * as tf from "../tensorflow";
import { imageBatch, range, takeImages, takeMasks, type FloatImageBatch, type ImageBatch } from "../images/batch";
import { checkKnownMask, eachHole } from "../images/holes";
import { checkKnownValues } from "../images/values";
import { toTensor } from "../tensors";
import { handOn, paintHolesBlack, runEagerly, type CompileStep, type PrepareInput } from "./step";

export interface PredictOptions {
  /** Images per call; default 500. */
  readonly batchSize?: number;
  /** What the network sees; default: holes painted black. */
  readonly prepareInput?: PrepareInput;
  /** Turns the forward pass into a faster one; default runEagerly. */
  readonly compileStep?: CompileStep;
}

/**
 * The network's raw output for each image [N,H,W,C], float32. Known pixels are the network's too: composite() puts the given
 * ones back. What stands in the holes is not looked at. Throws on a mask of another size and on known float32 values
 * that are no numbers in [0,1].
 */
export function fillWithModel(
  model: tf.LayersModel,
  images: ImageBatch,
  knownMask: ImageBatch,
  options: PredictOptions = {},
): FloatImageBatch {
  const { batchSize = 500, prepareInput = paintHolesBlack, compileStep = runEagerly } = options;
  checkKnownMask(images, knownMask);
  checkKnownValues(images, knownMask);
  const [count, height, width, channels] = images.shape;
  const filled = new Float32Array(count * height * width * channels);
  const forward = compileStep((inputs) => {
    const batch = handOn(inputs);
    return { filled: model.apply(prepareInput(batch.images, batch.knownMask)) as tf.Tensor4D };
  });
  try {
    for (let start = 0; start < count; start += batchSize) {
      const positions = range(Math.min(batchSize, count - start), start);
      const known = takeMasks(knownMask, positions);
      // No arithmetic hides a value that is no number: 0 times it is none either.
      const given = takeImages(images, positions);
      eachHole(known.data, channels, (from, to) => given.data.fill(0, from, to));
      // The tensor leaves tidy, not its values: tidy would walk through an array of values one by one.
      const output = tf.tidy(() => forward({ images: toTensor(given), knownMask: toTensor(known) }).filled);
      filled.set(output.dataSync(), start * height * width * channels);
      output.dispose();
    }
  } finally {
    forward.dispose?.();
  }
  return imageBatch(filled, images.shape);
}
