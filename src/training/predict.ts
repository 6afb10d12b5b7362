// Runs a trained network over a set of images, a batch at a time, and gives the filled images back as plain arrays.
import * as tf from "@tensorflow/tfjs";
import { checkKnownMask, imageBatch, range, takeImages, takeMasks, toTensor, type FloatImageBatch, type ImageBatch } from "../images";
import { paintHolesBlack, type PrepareInput } from "./step";

export interface PredictOptions {
  /** Images per call; default 500. */
  readonly batchSize?: number;
  /** What the network sees; default: holes painted black. */
  readonly prepareInput?: PrepareInput;
}

/** The network's raw output for each image [N,H,W,C], float32. Known pixels are the network's too: composite() puts the given ones back. */
export function fillWithModel(model: tf.LayersModel, images: ImageBatch, knownMask: ImageBatch, options: PredictOptions = {}): FloatImageBatch {
  const { batchSize = 500, prepareInput = paintHolesBlack } = options;
  checkKnownMask(images, knownMask);
  const [count, height, width, channels] = images.shape, filled = new Float32Array(count * height * width * channels);
  for (let start = 0; start < count; start += batchSize) {
    const positions = range(Math.min(batchSize, count - start), start);
    const output = tf.tidy(() => {
      const input = prepareInput(toTensor(takeImages(images, positions)), toTensor(takeMasks(knownMask, positions)));
      return (model.apply(input) as tf.Tensor4D).dataSync();
    });
    filled.set(output, start * height * width * channels);
  }
  return imageBatch(filled, images.shape);
}
