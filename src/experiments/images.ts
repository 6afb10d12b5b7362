// The images of a run: what is trained on, what is validated on, and what is held out, all as image sources.
import type { Dataset, LabelledImages } from "../datasets/dataset";
import { imagesInMemory, type ImagesInMemory, type ImageSource } from "../datasets/imageSource";
import type { Photographs } from "../datasets/photographs";
import { holdOutValidation } from "../datasets/split";
import { firstImages, type ImageBatch } from "../images/batch";
import { isPhotographs, type ExperimentData } from "./experimentData";
import type { RunConfig } from "./plan";

export interface ExperimentImages {
  readonly train: ImageSource;
  /** The training images of an epoch, counted from 1, where every epoch has others. */
  readonly trainInEpoch?: (epoch: number) => ImageSource;
  /** At most validationImages of the test images or of those held out. */
  readonly validation: ImagesInMemory;
  /** All images that are held out; none where the test images validate. */
  readonly heldOut: ImagesInMemory;
  /** None of photographs. */
  readonly test: ImagesInMemory;
}

/** Those of a data set, which all lie in memory. */
export interface DatasetImages extends ExperimentImages {
  readonly train: ImagesInMemory;
}

type Sizes = Pick<RunConfig, "validation" | "trainImages" | "validationImages" | "heldOutImages" | "seed"> & {
  /** A classification's images come with their labels. */
  readonly step?: Pick<RunConfig["step"], "kind">;
};

/** As many as there are where the data is smaller than the run's. */
export function experimentImages(config: Sizes, data: Dataset): DatasetImages;
export function experimentImages(config: Sizes, data: ExperimentData): ExperimentImages;
export function experimentImages(config: Sizes, data: ExperimentData): ExperimentImages {
  return isPhotographs(data) ? imagesOfPhotographs(config, data) : imagesOfDataset(config, data);
}

function imagesOfDataset(config: Sizes, dataset: Dataset): DatasetImages {
  const { train, test } = dataset;
  const split = config.validation === "test" ? null : holdOutValidation(train, 1, config.heldOutImages);
  const labelled = config.step?.kind === "classification";
  const source = (part: string, { images, labels }: LabelledImages, count: number): ImagesInMemory =>
    inMemory(dataset, part, images, count, labelled ? labels : undefined);
  const heldOut = split?.validation ?? { images: firstImages(test.images, 0), labels: new Uint8Array() };
  return {
    train: source("training images", split?.train ?? train, config.trainImages),
    validation: source("validation images", split?.validation ?? test, config.validationImages),
    heldOut: source("held-out training images", heldOut, Infinity),
    test: source("test images", test, Infinity),
  };
}

function imagesOfPhotographs(
  { seed, trainImages, validationImages }: Sizes,
  photographs: Photographs,
): ExperimentImages {
  const { heldOut } = photographs;
  const trainInEpoch = (epoch: number): ImageSource => photographs.trainCrops(seed, epoch, trainImages);
  return {
    train: trainInEpoch(1),
    trainInEpoch,
    validation: inMemory(photographs, "validation crops", heldOut, validationImages),
    heldOut: inMemory(photographs, "held-out crops", heldOut, Infinity),
    test: inMemory(photographs, "test images", heldOut, 0),
  };
}

function inMemory(
  { title, fingerprint }: Pick<ExperimentData, "title" | "fingerprint">,
  part: string,
  images: ImageBatch,
  count: number,
  labels?: Uint8Array,
): ImagesInMemory {
  const first = firstImages(images, count);
  const name = `${title}, ${part}`;
  return imagesInMemory(first, { name, fingerprint, labels: labels?.subarray(0, first.shape[0]) });
}
