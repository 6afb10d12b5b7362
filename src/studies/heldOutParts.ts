// The two parts of the study after-the-fill: training images of CIFAR-10, and photographs at their own size, all of them held
// out. Their holes are of the kinds of the two benchmarks' mask sets, drawn for the study.
import type { BenchmarkMaskSet } from "../benchmarks/benchmark";
import { chooseMaskSets } from "../benchmarks/benchmarkMasks";
import { photographsV1 } from "../benchmarks/photographsV1";
import type { Dataset } from "../datasets/dataset";
import type { WholePhotographs } from "../datasets/photographs";
import { heldOutCount, holdOutValidation } from "../datasets/split";
import { firstImages, sliceImages, type ImageBatch } from "../images/batch";
import { randomStream } from "../random";
import type { Holes } from "./holes";
import { studySeed } from "./study";

export type KindOfHole = Pick<BenchmarkMaskSet, "name" | "family" | "draw">;

export interface HeldOutPart {
  /** "CIFAR-10" */
  readonly title: string;
  /** Images that are filled together, and each step timed, of one size in each batch. */
  readonly batches: readonly ImageBatch[];
  readonly holes: readonly KindOfHole[];
  /** How many images are measured of slow methods, in whole batches. */
  readonly fewerImages: { readonly [method: string]: number };
}

export const cifar10Holes: readonly KindOfHole[] = chooseMaskSets(["square8", "centre16", "articleLines", "pixels50"]);
export const photographHoles: readonly KindOfHole[] = chooseMaskSets(
  ["text", "scratches", "lostBlocks", "holes20to30Clear"],
  photographsV1,
);

const imageCount = 1000;
const batchSize = 50;

/** The first 1,000 of the held-out training images, or all of a smaller set. */
export function cifar10Part({ train, title }: Pick<Dataset, "train" | "title">): HeldOutPart {
  const { validation } = holdOutValidation(train, 1, heldOutCount(train.labels.length));
  const images = firstImages(validation.images, imageCount);
  const count = images.shape[0];
  const batches = Array.from({ length: Math.ceil(count / batchSize) }, (_, i) =>
    sliceImages(images, i * batchSize, Math.min(count, (i + 1) * batchSize)),
  );
  return { title, batches, holes: cifar10Holes, fewerImages: { exemplar: 200 } };
}

/** All of them, one by one. */
export function photographsPart({ title, images }: WholePhotographs): HeldOutPart {
  return { title, batches: images, holes: photographHoles, fewerImages: { exemplar: 5 } };
}

/** Each batch under masks of its own. */
export function drawHoles({ batches }: HeldOutPart, { name, draw }: KindOfHole): Holes[] {
  return batches.map((images, batch) => ({
    images,
    knownMask: draw(images.shape, randomStream(studySeed, `audit after the fill ${name}`, batch)),
  }));
}
