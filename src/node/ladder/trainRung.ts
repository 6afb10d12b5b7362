// One rung of the repair ladder trained and measured: the report's settings (Adam 0.001, batches of 128) but for the repairs.
// The test set stays untouched; 5,000 training images are held out, and the network is measured on some of them.
import type * as tf from "@tensorflow/tfjs";
import { fillHarmonic } from "../../classical/harmonic";
import type { Dataset } from "../../datasets/dataset";
import { heldOutCount, holdOutValidation } from "../../datasets/split";
import { ladderMaskSets, ladderScore, type LadderScores, type Repairs } from "../../studies/repairLadder";
import { composite, firstImages, type FloatImageBatch, type ImageBatch } from "../../images";
import { binaryCrossentropy } from "../../losses/binaryCrossentropy";
import { holeSquaredError } from "../../losses/holeSquaredError";
import { reportMaskPlans, trainingMasks, type EpochMaskPlan } from "../../masks/plan";
import { buildRepairedAutoencoder } from "../../models/repairedAutoencoder";
import { addMaskChannel, paintHolesBlack, type PrepareInput } from "../../training/step";
import { trainModel, type StepReport } from "../../training/trainModel";
import { holdBytes } from "../engine/holdBytes";
import { fillWithModel } from "../engine/predict";
import { compileTraced } from "../tracedGraph/compile";

export interface LadderSizes {
  /** Training images of an epoch. */
  readonly trainImages: number;
  readonly epochs: number;
  /** Held-out images measured. */
  readonly testImages: number;
}

/** 45,000 samples: about forty seconds on two cores. */
export const ladderSizes: LadderSizes = { trainImages: 15_000, epochs: 3, testImages: 2_000 };

/** What the ladder trains on and is measured on; both from the training set. */
export interface LadderImages {
  readonly train: ImageBatch;
  readonly test: ImageBatch;
}

export function ladderImages(dataset: Dataset, sizes: LadderSizes = ladderSizes): LadderImages {
  const { train, validation } = holdOutValidation(dataset.train, 1, heldOutCount(dataset.train.labels.length));
  return { train: firstImages(train.images, sizes.trainImages), test: firstImages(validation.images, sizes.testImages) };
}

export interface TrainRungOptions {
  readonly seed: number;
  readonly epochs?: number;
  readonly onStep?: (report: StepReport) => void;
  readonly shouldStop?: () => boolean;
}

/** A trained network, and whether the training came to its end. */
export interface TrainedRung {
  readonly model: tf.LayersModel;
  readonly finished: boolean;
}

/** Trains a network with these repairs from its initial weights. The caller disposes of it. */
export async function trainRung(
  repairs: Repairs, { train, test }: LadderImages, options: TrainRungOptions,
): Promise<TrainedRung> {
  const { seed, epochs = ladderSizes.epochs, onStep, shouldStop } = options;
  const { maskChannel, skips, prefill, masks } = repairs, model = buildRepairedAutoencoder({ maskChannel, skips, prefill, seed });
  const some = firstImages(test, 128), [{ draw }] = ladderMaskSets;
  const { outcome } = await trainModel({
    model, seed, epochs, patience: null, compileStep: compileTraced, holdData: holdBytes, shouldStop,
    loss: repairs.loss === "hole" ? holeSquaredError : binaryCrossentropy, prepareInput: inputOf(repairs),
    data: {
      train, validation: some, validationMasks: draw(some),
      trainingMasks: trainingMasks(masks === "fixed" ? reportMaskPlans.fixed : mixedMasks, train.shape, seed).masksOf,
    },
    callbacks: { onStep },
  });
  return { model, finished: outcome !== "interrupted" };
}

const mixedMasks: EpochMaskPlan = { family: "inpainterMixture", drawn: "every epoch" };

function inputOf({ maskChannel }: Repairs): PrepareInput {
  return maskChannel ? addMaskChannel : paintHolesBlack;
}

/** What the network makes of images with holes: its output, composited where that is among the repairs. */
export function fillRepaired(
  model: tf.LayersModel, repairs: Repairs, images: ImageBatch, knownMask: ImageBatch,
): FloatImageBatch {
  const filled = fillWithModel(model, images, knownMask, { prepareInput: inputOf(repairs) });
  return repairs.composited ? composite(images, filled, knownMask) : filled;
}

/** A fill measured on the ladder's mask sets. */
export async function measureRung(
  test: ImageBatch, fill: (images: ImageBatch, knownMask: ImageBatch) => FloatImageBatch | Promise<FloatImageBatch>,
): Promise<LadderScores> {
  const scores = [];
  for (const { name, draw } of ladderMaskSets) {
    const knownMask = draw(test);
    scores.push([name, ladderScore(test, await fill(test, knownMask), knownMask)] as const);
  }
  return Object.fromEntries(scores) as LadderScores;
}

/** The harmonic fill measured on the same images and masks. */
export function measureHarmonic(test: ImageBatch): Promise<LadderScores> {
  return measureRung(test, (images, knownMask) => fillHarmonic(images, knownMask) as FloatImageBatch);
}
