// The two workloads: the report's network as the report trains it, and a U-Net that sees the known pixels, a harmonic fill
// and the mask. Both get images that were masked beforehand: what is measured is training, not masking.
import type * as tf from "../../src/tensorflow";
import { fillHarmonic } from "../../src/classical/harmonic";
import { imageBatch, toFloat, type FloatImageBatch, type ImageBatch } from "../../src/images/batch";
import { paintHoles } from "../../src/images/holes";
import { buildReportAutoencoder } from "../../src/models/reportAutoencoder";
import { buildUNet } from "../../src/models/unet";

export const batchSize = 128;
export const seed = 1;

export interface Workload {
  readonly name: "report" | "unet";
  readonly title: string;
  readonly loss: "binaryCrossentropy" | "meanSquaredError";
  /** Images of one round where nothing else is asked for: about ten seconds of tfjs-node's own fit on two cores. */
  readonly images: number;
  /** What the network has by design; a difference means that another network is measured. */
  readonly parameters: number;
  build(): tf.LayersModel;
  input(images: ImageBatch, knownMask: ImageBatch): FloatImageBatch;
}

export const workloads: readonly Workload[] = [
  {
    name: "report",
    title: "the report's network",
    loss: "binaryCrossentropy",
    images: 50 * batchSize,
    parameters: 13_347,
    build: () => buildReportAutoencoder({ seed }),
    input: (images, knownMask) => paintHoles(images, knownMask),
  },
  {
    name: "unet",
    title: "U-Net 16-32-64-96",
    loss: "meanSquaredError",
    images: 18 * batchSize,
    parameters: 386_467,
    build: () =>
      buildUNet({ inputChannels: 7, outputChannels: 3, channels: [16, 32, 64, 96], outputActivation: "linear", seed }),
    input: sevenChannels,
  },
];

/** Known pixels, harmonic fill, knownMask: float32 [N,H,W,7]. */
function sevenChannels(images: ImageBatch, knownMask: ImageBatch): FloatImageBatch {
  const known = paintHoles(images, knownMask).data;
  const filled = fillHarmonic(toFloat(images), knownMask).data;
  const [count, height, width] = images.shape;
  const data = new Float32Array(count * height * width * 7);
  for (let pixel = 0; pixel < count * height * width; pixel++) {
    data.set(known.subarray(pixel * 3, pixel * 3 + 3), pixel * 7);
    data.set(filled.subarray(pixel * 3, pixel * 3 + 3), pixel * 7 + 3);
    data[pixel * 7 + 6] = knownMask.data[pixel];
  }
  return imageBatch(data, [count, height, width, 7]);
}
