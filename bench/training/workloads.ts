// The workloads: the report's network as the report trains it, a U-Net that sees the known pixels, a harmonic fill and the mask, and
// the article's two networks (src/experiments/articleSquares.ts, articlePartial.ts). All get images that were masked beforehand:
// what is measured is training, not masking.
import type * as tf from "../../src/tensorflow";
import { fillHarmonic } from "../../src/classical/harmonic";
import { imageBatch, toFloat, type FloatImageBatch, type ImageBatch } from "../../src/images/batch";
import { paintHoles } from "../../src/images/holes";
import { reportMaskPlans, type EpochMaskPlan } from "../../src/masks/plan";
import { buildArticlePartialUNet } from "../../src/models/articlePartialUNet";
import { buildArticleUNet } from "../../src/models/articleUNet";
import { buildReportAutoencoder } from "../../src/models/reportAutoencoder";
import { buildUNet } from "../../src/models/unet";

export const seed = 1;

/**
 * Adam's settings for all. Keras and this project add epsilon before the correction of the second moment, PyTorch and TensorFlow.js
 * after it; their default of 1e-7 is as large as some of the partial network's gradients, which then trains differently.
 */
export const adamSettings = { learningRate: 1e-3, epsilon: 1e-10 } as const;

export interface Workload {
  readonly name: "report" | "unet" | "article-unet" | "article-partial";
  readonly title: string;
  readonly loss: "binaryCrossentropy" | "meanSquaredError" | "meanAbsoluteError";
  readonly batchSize: number;
  /**
   * Images of one round where nothing else is asked for: about ten seconds on two cores, of tfjs-node's own fit for the first two, of
   * the traced step for the article's.
   */
  readonly images: number;
  /** What the network has by design; a difference means that another network is measured. */
  readonly parameters: number;
  readonly masks: EpochMaskPlan;
  build(): tf.LayersModel;
  input(images: ImageBatch, knownMask: ImageBatch): FloatImageBatch;
}

export const workloads: readonly Workload[] = [
  {
    name: "report",
    title: "the report's network",
    loss: "binaryCrossentropy",
    batchSize: 128,
    images: 50 * 128,
    parameters: 13_347,
    masks: reportMaskPlans.fixed,
    build: () => buildReportAutoencoder({ seed }),
    input: (images, knownMask) => paintHoles(images, knownMask),
  },
  {
    name: "unet",
    title: "U-Net 16-32-64-96",
    loss: "meanSquaredError",
    batchSize: 128,
    images: 18 * 128,
    parameters: 386_467,
    masks: reportMaskPlans.fixed,
    build: () =>
      buildUNet({ inputChannels: 7, outputChannels: 3, channels: [16, 32, 64, 96], outputActivation: "linear", seed }),
    input: (images, knownMask) =>
      joinChannels([paintHoles(images, knownMask), fillHarmonic(toFloat(images), knownMask), knownMask]),
  },
  {
    name: "article-unet",
    title: "the article's U-Net",
    loss: "binaryCrossentropy",
    batchSize: 32,
    images: 44 * 32,
    parameters: 7_760_931,
    masks: { family: "articleSquare", drawn: "once" },
    build: () => buildArticleUNet({ seed }),
    input: (images, knownMask) => paintHoles(images, knownMask),
  },
  {
    name: "article-partial",
    title: "the article's partial convolutions",
    loss: "meanAbsoluteError",
    batchSize: 32,
    images: 110 * 32,
    parameters: 859_863,
    masks: { family: "articleLines", drawn: "once" },
    build: () => buildArticlePartialUNet({ seed }),
    input: (images, knownMask) => joinChannels([paintHoles(images, knownMask), knownMask]),
  },
];

/** Batches [N,H,W,C], pixel by pixel one behind the other: float32 [N,H,W,sum of C]. */
function joinChannels(batches: readonly ImageBatch[]): FloatImageBatch {
  const [count, height, width] = batches[0].shape;
  const pixels = count * height * width;
  const all = batches.reduce((sum, { shape }) => sum + shape[3], 0);
  const data = new Float32Array(pixels * all);
  let offset = 0;
  for (const { data: own, shape } of batches) {
    const channels = shape[3];
    for (let pixel = 0; pixel < pixels; pixel++)
      data.set(own.subarray(pixel * channels, (pixel + 1) * channels), pixel * all + offset);
    offset += channels;
  }
  return imageBatch(data, [count, height, width, all]);
}
