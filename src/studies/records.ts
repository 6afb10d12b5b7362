// What the audit records: one file per measurement in runs/recorded/audit/, of which these are the types. Each row of the
// report's chapter "What we could and could not reproduce" rests on one or more of them. Types only: how a value is measured
// stands in the file that measures it.
import type { BootstrapInterval } from "../metrics/bootstrap";
import type { CrossentropyParts } from "../metrics/crossentropy";

/** A figure with its 95 % interval over images. */
export type Interval = BootstrapInterval;

/** A committed file that a measurement depends on. */
export interface AuditInput {
  /** Relative to the project's folder, with "/" between folders. */
  readonly file: string;
  readonly sha256: string;
}

/** One file runs/recorded/audit/<name>.json. */
export interface AuditRecord<Name extends AuditName = AuditName> {
  readonly name: Name;
  /** The command that makes it again. */
  readonly command: string;
  /** "CIFAR-10", or the name of the data that stood in for it. */
  readonly dataset: string;
  readonly synthetic: boolean;
  /** Of masks and intervals. */
  readonly seed: number;
  /** How many images each figure rests on. */
  readonly images: number;
  /** Wall time of the measurement; the only value that differs from one making to the next. */
  readonly seconds: number;
  readonly inputs: readonly AuditInput[];
  readonly values: AuditValues[Name];
}

/** What each file holds, by its name. */
export interface AuditValues {
  readonly "loss-parts": LossPartsValues;
  readonly "classes": ClassValues;
  readonly "positions": PositionValues;
  readonly "sides": SideValues;
  readonly "paint": PaintValues;
  readonly "edge-distance": EdgeDistanceValues;
  readonly "undamaged": UndamagedValues;
  readonly "training-gap": TrainingGapValues;
  readonly "redrawn-masks": RedrawnMaskValues;
  readonly "held-out": HeldOutValues;
  readonly "squared-error": SquaredErrorValues;
  readonly "ranked-fills": RankedFillValues;
}

export type AuditName = keyof AuditValues;

/** The full-image cross-entropy taken apart, in nats per value. */
export interface LossPartsValues {
  readonly methods: {
    readonly [name in "network" | "composited" | "authors" | "harmonic" | "biharmonic" | "mean"]:
      CrossentropyParts & { /** The sum of the parts. */ readonly crossentropy: number };
  };
}

/** Pooled hole PSNR in dB, one interval per class. */
export interface ClassValues {
  readonly classNames: readonly string[];
  readonly methods: { readonly [name in "network" | "authors" | "harmonic"]: readonly Interval[] };
  /** The truth's mean squared step between neighbouring hole pixels, values in [0,1], per class (see holeTexture). */
  readonly texture: readonly number[];
}

/** Pooled hole PSNR in dB with the hole's top left corner at [row][column]. */
export interface PositionValues {
  readonly side: number;
  /** The same images at every position. */
  readonly images: number;
  readonly network: readonly (readonly number[])[];
  readonly harmonic: readonly (readonly number[])[];
  /** Pooled over rows and columns 0 to 23, where the report draws its masks. */
  readonly inside: { readonly network: Interval; readonly harmonic: Interval };
  /** Pooled over the last row and the last column, 24, which it leaves out. */
  readonly outside: { readonly network: Interval; readonly harmonic: Interval };
}

/** Pooled hole PSNR in dB for one square hole of each side, anywhere in the image. */
export interface SideValues {
  readonly sides: readonly number[];
  readonly network: readonly Interval[];
  readonly harmonic: readonly Interval[];
}

/** Pooled hole PSNR in dB with the hole painted in each grey before the network sees it. */
export interface PaintValues {
  readonly paints: readonly { readonly name: string; readonly value: number }[];
  readonly network: readonly Interval[];
  readonly authors: readonly Interval[];
}

/** Pooled mean squared error at a chessboard distance from the hole's edge. */
export interface DistanceMse {
  readonly distance: number;
  readonly mse: number;
}

export interface EdgeDistances {
  readonly known: readonly DistanceMse[];
  readonly hole: readonly DistanceMse[];
}

export interface EdgeDistanceValues {
  readonly network: EdgeDistances;
  readonly composited: EdgeDistances;
  readonly harmonic: EdgeDistances;
  /** The network given the undamaged image; distances are those of the hole that it does not have. */
  readonly undamaged: EdgeDistances;
  /** Pooled PSNR of the whole image in dB. */
  readonly fullImagePsnrDb: { readonly [name in "network" | "composited" | "harmonic"]: Interval };
}

/** Pooled PSNR in dB of whole images without any hole. */
export interface UndamagedValues {
  readonly network: Interval;
  readonly authors: Interval;
  /** The image averaged over 2×2 pixels, four times fewer numbers, and enlarged again. */
  readonly meanPooled: Interval;
  readonly numbersIn: number;
  readonly numbersBottleneck: number;
  readonly numbersPooled: number;
}

/** Cross-entropy above the floor, in nats, with the final weights; train and test images under the same fresh masks. */
export interface TrainingGapValues {
  readonly runs: {
    readonly [runId: string]: {
      readonly train: Interval;
      readonly test: Interval;
      /** Test − train, resampled together. */
      readonly gap: Interval;
    };
  };
}

/** Validation loss of the final weights for other draws of the validation masks, in nats. */
export interface RedrawnMaskValues {
  readonly draws: number;
  readonly runs: { readonly [runId: string]: { readonly losses: readonly number[] } };
}

export interface HeldOutEpoch {
  readonly epoch: number;
  /** On the 45,000 images that are trained on, as training reports it. */
  readonly loss: number;
  /** On the 5,000 images held out. */
  readonly heldOutLoss: number;
  /** On the 10,000 test images. */
  readonly testLoss: number;
}

export interface ChosenEpoch {
  readonly epoch: number;
  readonly testLoss: number;
}

/** The report's network validated on held-out training images, with the test loss beside it. */
export interface HeldOutValues {
  readonly epochs: readonly HeldOutEpoch[];
  /** The epoch with the lowest held-out loss. */
  readonly chosenByHeldOut: ChosenEpoch;
  /** The epoch with the lowest test loss: what the report's protocol chooses. */
  readonly chosenByTest: ChosenEpoch;
  readonly patience: number;
  /** The epoch after which early stopping would have ended the training; null where it would not. */
  readonly stopByHeldOut: number | null;
  readonly stopByTest: number | null;
}

export interface TrainedWith {
  /** Pooled hole PSNR in dB. */
  readonly holePsnrDb: Interval;
  /** Mean squared error over the whole image. */
  readonly fullMse: Interval;
  /** Full-image cross-entropy above the floor, in nats. */
  readonly excess: Interval;
}

/** The same network, masks, order and epochs, trained with either loss. */
export interface SquaredErrorValues {
  readonly crossentropy: TrainedWith;
  readonly squaredError: TrainedWith;
  /** Squared error − cross-entropy in dB, resampled together. */
  readonly holePsnrDifferenceDb: Interval;
  /** Mean over hole pixels of |one fill − the other|, values in [0,1]. */
  readonly meanAbsoluteDifferenceOfFills: number;
}

export interface RankedFill {
  /** From 1, the best. */
  readonly rank: number;
  readonly of: number;
  /** Position in the test set, from 0. */
  readonly position: number;
  /** Of this image's hole alone. */
  readonly holePsnrDb: number;
  /** The harmonic fill of the same hole. */
  readonly harmonicHolePsnrDb: number;
}

/** The network's best three fills, three around the median, the worst three. */
export interface RankedFillValues {
  readonly ranks: readonly RankedFill[];
}
