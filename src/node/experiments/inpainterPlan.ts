// The training of the residual inpainter, as settings: how many samples, in which numbers, how fast it learns. The learning
// rate falls over all of the planned samples, so that the plan is fixed when the run begins; it may be trained in parts.
import { heldOutCount, holdOutValidation } from "../../datasets/split";
import type { Dataset } from "../../datasets/dataset";
import { firstImages, type ImageBatch } from "../../images";
import type { ConvolutionPrecision } from "../tracedGraph/savedModel";

export const inpainterId = "residual-inpainter";

export interface InpainterConfig {
  readonly id: string;
  readonly network: typeof inpainterId;
  readonly dataset: string;
  readonly datasetSha256: string;
  readonly synthetic: boolean;
  readonly masks: "focusedMixture" | "pixelMixture";
  readonly seed: number;
  /** Of the training set; validation images are held out of it (holdOutValidation, seed 1). */
  readonly trainImages: number;
  readonly validationImages: number;
  readonly epochs: number;
  /** epochs × trainImages, and those of the run that it starts from. */
  readonly samples: number;
  /** The run whose network it starts from, with a learning rate that rises and falls again; null: from drawn weights. */
  readonly from: InpainterOrigin | null;
  readonly batchSize: number;
  readonly learningRate: number;
  /** How the learning rate falls to 0 after the warm-up. */
  readonly decay: "linear";
  readonly weightDecay: number;
  readonly warmupSteps: number;
  readonly clipNorm: number;
  readonly averageDecay: number;
  /** Parts of a batch that are computed side by side (see StepParts). */
  readonly parallelParts: number;
  /** Mask families are measured after every so many epochs, and after the last. */
  readonly epochsPerMeasurement: number;
  readonly convolutions: ConvolutionPrecision;
}

/** An earlier run, all before it included. */
export interface InpainterOrigin {
  readonly samples: number;
  readonly epochs: number;
  readonly seed: number;
  readonly weightsSha256: string;
}

export interface InpainterOptions {
  /** Samples of this run, rounded to whole passes over the training images; default 540,000 (12 passes over 45,000). */
  readonly samples?: number;
  readonly bfloat16?: boolean;
  readonly from?: InpainterOrigin;
}

const defaultSamples = 540_000;
/** Masks and highest learning rate of a run from drawn weights, and of one from those of an earlier run. */
const fromDrawn = { masks: "focusedMixture", learningRate: 3e-3 } as const,
  fromEarlier = { masks: "pixelMixture", learningRate: 1.5e-3 } as const;

/** The whole run for this data set. A data set too small to hold 5,000 images out of holds out a fifth. */
export function planInpainter(options: InpainterOptions, dataset: Dataset): InpainterConfig {
  const { samples = defaultSamples, bfloat16 = false, from = null } = options;
  const images = dataset.train.images.shape[0], validationImages = heldOutCount(images);
  const trainImages = images - validationImages, epochs = Math.max(1, Math.round(samples / trainImages));
  const batchSize = Math.min(50, trainImages), steps = epochs * Math.ceil(trainImages / batchSize);
  return {
    id: `${inpainterId}${dataset.synthetic ? "-synthetic" : ""}`, network: inpainterId,
    dataset: dataset.title, datasetSha256: dataset.sha256, synthetic: dataset.synthetic,
    // Another seed than the run before, so that order, masks and mirroring are others.
    seed: from === null ? 1 : from.seed + 1,
    trainImages, validationImages, epochs, samples: (from?.samples ?? 0) + epochs * trainImages, from, batchSize,
    ...(from === null ? fromDrawn : fromEarlier), decay: "linear", weightDecay: 0.1,
    warmupSteps: Math.min(1000, Math.floor(steps / 2)),
    clipNorm: 0.5, averageDecay: 0.999, parallelParts: 2,
    epochsPerMeasurement: 10, convolutions: bfloat16 ? "bfloat16" : "float32",
  };
}

/** The images that the run is trained on, and those it is chosen by; the test set is not touched. */
export function inpainterImages(config: InpainterConfig, dataset: Dataset): { train: ImageBatch; validation: ImageBatch } {
  const { train, validation } = holdOutValidation(dataset.train, 1, config.validationImages);
  return { train: firstImages(train.images, config.trainImages), validation: validation.images };
}
