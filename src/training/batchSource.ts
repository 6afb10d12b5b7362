// Where a step's images and masks come from. The portable source copies each batch out of the arrays; another one may hold
// the whole set as tensors and pick the batch inside the step, from positions that are all it is given.
import { takeImages, takeMasks, toTensor, type ImageBatch } from "../images";
import { handOn, type Batch, type TensorMap } from "./step";

/** Tensors that go into a step, by name. No name may be one of the trainer's own (see trainingStep). */
export interface BatchInputs {
  /** Made for this step: the trainer disposes of them after it. */
  readonly step: TensorMap;
  /** The source's own, kept from step to step: the source disposes of them. */
  readonly held: TensorMap;
}

export interface BatchSource {
  /** What the step needs for the images at these positions, in this order. */
  inputs(positions: ArrayLike<number>): BatchInputs;
  /** Inside the step: the batch, from the step's inputs. Called while a step may be recorded, so it reads nothing else. */
  batch(inputs: TensorMap): Batch;
  /** Other images of the same shape and type from the next step on: the same ones, augmented anew. */
  setImages(images: ImageBatch): void;
  /** Other masks for the same images from the next step on. */
  setMasks(knownMask: ImageBatch): void;
  dispose(): void;
}

/** Makes the source for images [N,H,W,C], uint8 or float32, and their masks [N,H,W,1]. */
export type HoldData = (images: ImageBatch, knownMask: ImageBatch) => BatchSource;

/** The portable source: each batch is copied out of the arrays as float32. */
export const copyBatches: HoldData = (images, knownMask) => {
  let given = images, masks = knownMask;
  return {
    inputs: (positions) => ({
      step: { images: toTensor(takeImages(given, positions)), knownMask: toTensor(takeMasks(masks, positions)) },
      held: {},
    }),
    batch: handOn,
    setImages: (other) => { given = other; },
    setMasks: (other) => { masks = other; },
    dispose: () => undefined,
  };
};

/** A source, made when first needed, with the images and masks of an epoch. The same ones again are not handed over anew. */
export class BatchesByEpoch {
  private source: BatchSource | null = null;
  private images: ImageBatch | null = null;
  private masks: ImageBatch | null = null;

  constructor(
    private readonly hold: HoldData, private readonly imagesOf: (epoch: number) => ImageBatch,
    private readonly masksOf: (epoch: number) => ImageBatch,
  ) {}

  useEpoch(epoch: number): void {
    const images = this.imagesOf(epoch), masks = this.masksOf(epoch);
    if (this.source === null) this.source = this.hold(images, masks);
    else {
      if (images !== this.images) this.source.setImages(images);
      if (masks !== this.masks) this.source.setMasks(masks);
    }
    [this.images, this.masks] = [images, masks];
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
