// Where a step's images and masks come from. The portable source takes each batch from an image source and a mask source by
// position; another one may hold the whole set as tensors and pick the batch inside the step.
import * as tf from "../tensorflow";
import { labelsAt, type ImageSource } from "../datasets/imageSource";
import { toTensor } from "../tensors";
import type { MaskSource } from "../masks/maskSource";
import { handOn, type Batch, type TensorMap } from "./step";

/** Tensors that go into a step, by name. No name may be one of the step's own (see TrainingStep). */
export interface BatchInputs {
  /** Made for this step: the trainer disposes of them after it. */
  readonly step: TensorMap;
  /** The source's own, there from step to step: the source disposes of them. */
  readonly held: TensorMap;
}

export interface BatchSource {
  /** See ImageSource.prepare; absent where every batch is there at once. */
  prepare?(positions: ArrayLike<number>, next: ArrayLike<number>): Promise<void>;
  /** What the step needs for the images at these positions, in this order. */
  inputs(positions: ArrayLike<number>): BatchInputs;
  /** Inside the step: the batch, from the step's inputs. Called while a step may be recorded, so it reads nothing else. */
  batch(inputs: TensorMap): Batch;
  /** Other images of the same number, size and type from the next step on: the same ones, augmented for another epoch. */
  setImages(images: ImageSource): void;
  /** Other masks for the same images from the next step on. */
  setMasks(masks: MaskSource): void;
  dispose(): void;
}

/** Makes the source for images and their masks. */
export type HoldData = (images: ImageSource, masks: MaskSource) => BatchSource;

/** The portable source: each batch is copied as float32. */
export const copyBatches: HoldData = (images, masks) => {
  let givenImages = images;
  let givenMasks = masks;
  return {
    prepare: async (positions, next) => givenImages.prepare?.(positions, next),
    inputs: (positions) => ({
      step: {
        images: toTensor(givenImages.batch(positions)),
        knownMask: toTensor(givenMasks.batch(positions)),
        ...labelInput(givenImages, positions),
      },
      held: {},
    }),
    batch: handOn,
    setImages: (other) => {
      givenImages = other;
    },
    setMasks: (other) => {
      givenMasks = other;
    },
    dispose: () => undefined,
  };
};

/** The classes of the images at these positions as the input `labels`, where the source has some; the caller disposes of it. */
export function labelInput(images: Pick<ImageSource, "labels">, positions: ArrayLike<number>): TensorMap {
  return images.labels === undefined ? {} : { labels: tf.tensor1d(labelsAt(images.labels, positions), "int32") };
}

/** A source, made when first needed, with the images and masks of an epoch. What stays the same is not handed over again. */
export class BatchesByEpoch {
  private source: BatchSource | null = null;
  private images: ImageSource | null = null;
  private masks: MaskSource | null = null;

  constructor(
    private readonly hold: HoldData,
    private readonly imagesOf: (epoch: number) => ImageSource,
    private readonly masksOf: (epoch: number) => MaskSource,
  ) {}

  useEpoch(epoch: number): void {
    const images = this.imagesOf(epoch);
    const masks = this.masksOf(epoch);
    if (this.source === null) {
      this.source = this.hold(images, masks);
    } else {
      if (!same(images, this.images, "images")) this.source.setImages(images);
      if (!same(masks, this.masks, "knownMask")) this.source.setMasks(masks);
    }
    this.images = images;
    this.masks = masks;
  }

  /** Resolves when inputs(positions) can be called; `next` are the positions of the epoch's later batches. */
  async prepare(positions: ArrayLike<number>, next: ArrayLike<number>): Promise<void> {
    await this.present().prepare?.(positions, next);
  }

  inputs(positions: ArrayLike<number>): BatchInputs {
    return this.present().inputs(positions);
  }

  batch(inputs: TensorMap): Batch {
    return this.present().batch(inputs);
  }

  dispose(): void {
    this.source?.dispose();
  }

  private present(): BatchSource {
    if (this.source === null) throw new Error("Expected an epoch before the first batch. Call useEpoch first.");
    return this.source;
  }
}

/** Whether both are the same source, or hold the same set in memory. */
function same<Source extends object, Whole extends keyof Source>(
  one: Source,
  other: Source | null,
  whole: Whole,
): boolean {
  return one === other || (one[whole] !== undefined && one[whole] === other?.[whole]);
}
