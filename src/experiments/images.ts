// The images of a run: what is trained on, what is validated on, and what is held out, all as image sources.
import type { Dataset, LabelledImages } from "../datasets/dataset";
import { imagesInMemory, type ImagesInMemory } from "../datasets/imageSource";
import { holdOutValidation } from "../datasets/split";
import { firstImages } from "../images/batch";
import type { RunConfig } from "./plan";

export interface ExperimentImages {
  readonly train: ImagesInMemory;
  /** At most validationImages of the test images or of those held out. */
  readonly validation: ImagesInMemory;
  /** All images that are held out; none where the test images validate. */
  readonly heldOut: ImagesInMemory;
  readonly test: ImagesInMemory;
}

type Sizes = Pick<RunConfig, "validation" | "trainImages" | "validationImages" | "heldOutImages">;

/** As many as there are where the data set is smaller than the run's. */
export function experimentImages(config: Sizes, dataset: Dataset): ExperimentImages {
  const { train, test } = dataset;
  const split = config.validation === "test" ? null : holdOutValidation(train, 1, config.heldOutImages);
  const source = (part: string, { images }: LabelledImages, count: number): ImagesInMemory =>
    imagesInMemory(firstImages(images, count), { name: `${dataset.title}, ${part}`, fingerprint: dataset.fingerprint });
  const heldOut = split?.validation ?? { images: firstImages(test.images, 0), labels: new Uint8Array(0) };
  return {
    train: source("training images", split?.train ?? train, config.trainImages),
    validation: source("validation images", split?.validation ?? test, config.validationImages),
    heldOut: source("held-out training images", heldOut, Infinity),
    test: source("test images", test, Infinity),
  };
}
