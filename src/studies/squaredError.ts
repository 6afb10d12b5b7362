// squared-error: the same network trained with cross-entropy and with squared error, on the same images and holes. Both losses
// have the same minimiser, the conditional mean of each pixel; whether the trained networks fill alike is what is measured.
import * as v from "valibot";
import type { ImageBatch } from "../images/batch";
import { bootstrapIntervalSchema } from "../metrics/bootstrap";
import { errorRatio } from "../metrics/errorFigures";
import { concatImageErrors, measureImages, type ImageErrors } from "../metrics/imageErrors";
import { imageParts, type OnPart } from "../metrics/imageParts";
import { excessPerImage } from "./excess";
import { benchmarkHoles, partOf } from "./holes";
import { meanOf, studyDifference, studyInterval } from "./interval";
import type { Interval } from "./records";
import { network } from "./reportMethods";
import { fillsOf, keysOf, type Fills, type Study } from "./study";

export interface TrainedWith {
  /** Pooled hole PSNR in dB. */
  readonly holePsnrDb: Interval;
  /** Mean squared error over the whole image. */
  readonly fullMse: Interval;
  /** Full-image cross-entropy above the floor, in nats. */
  readonly excess: Interval;
}

export interface FillDifference {
  /** Second − first in dB, resampled together. */
  readonly holePsnrDifferenceDb: Interval;
  /** Mean over hole pixels of |one fill − the other|, values in [0,1]. */
  readonly meanAbsoluteDifferenceOfFills: number;
}

/** The same network, masks, order and epochs, trained with either loss. */
export type SquaredErrorValues<Key extends string = "crossentropy" | "squaredError"> = {
  readonly [key in Key]: TrainedWith;
} & FillDifference;

const trainedWith = v.looseObject({
  holePsnrDb: bootstrapIntervalSchema,
  fullMse: bootstrapIntervalSchema,
  excess: bootstrapIntervalSchema,
});
export const squaredErrorValuesSchema: v.GenericSchema<SquaredErrorValues> = v.looseObject({
  crossentropy: trainedWith,
  squaredError: trainedWith,
  holePsnrDifferenceDb: bootstrapIntervalSchema,
  meanAbsoluteDifferenceOfFills: v.number(),
});

export const squaredErrorStudy: Study<FillDifference> = {
  name: "squared-error",
  title: "the report's network trained with the squared error instead of the cross-entropy",
  methods: [
    { key: "crossentropy", method: network.method },
    { key: "squaredError", method: "report-squared-error" },
  ],
  experiments: ["report-squared-error"],
  measure: async (context) => {
    const { images, knownMask } = await benchmarkHoles(context);
    const values = await compareTwoMethods(
      fillsOf(context),
      images,
      knownMask,
      partOf(context, "squared-error", images),
    );
    return { images: images.shape[0], values };
  },
};

/** Fills all images [N,H,W,C] by both methods and compares the second with the first. Throws unless there are two. */
export async function compareTwoMethods<Key extends string>(
  fills: Fills<Key>,
  images: ImageBatch,
  knownMask: ImageBatch,
  onPart: OnPart = () => undefined,
): Promise<SquaredErrorValues<Key>> {
  const keys = keysOf(fills);
  if (keys.length !== 2) {
    throw new Error(
      `Expected two methods to compare, but received ${keys.join(", ") || "none"}. ` +
        `Name two: --methods report-fixed-seed1,report-fixed-seed2.`,
    );
  }
  const [ours, theirs] = keys.map(() => new MeasuredFills(images.shape[0]));
  let difference = 0;
  let values = 0;
  for (const { done, truth, known, given } of imageParts(images, knownMask)) {
    const first = await fills[keys[0]](given, known);
    const second = await fills[keys[1]](given, known);
    const at = done - truth.shape[0];
    ours.add(at, measureImages(truth, first, known), excessPerImage(truth, first));
    theirs.add(at, measureImages(truth, second, known), excessPerImage(truth, second));
    // The one fill measured against the other: errors that are differences of fills.
    const between = measureImages(first, second, known);
    difference += sum(between.holeAbsolute);
    values += sum(between.holePixels) * between.channels;
    await onPart(done);
  }
  return {
    [keys[0]]: ours.figures(),
    [keys[1]]: theirs.figures(),
    holePsnrDifferenceDb: studyDifference(theirs.holePsnr(), ours.holePsnr()),
    meanAbsoluteDifferenceOfFills: difference / values,
  } as unknown as SquaredErrorValues<Key>;
}

class MeasuredFills {
  private readonly parts: ImageErrors[] = [];
  private readonly excess: Float64Array;

  constructor(count: number) {
    this.excess = new Float64Array(count);
  }

  add(at: number, errors: ImageErrors, excess: Float64Array): void {
    this.parts.push(errors);
    this.excess.set(excess, at);
  }

  holePsnr(): ReturnType<typeof errorRatio> {
    return errorRatio(concatImageErrors(this.parts), "pooledHolePsnrDb");
  }

  figures(): TrainedWith {
    const errors = concatImageErrors(this.parts);
    return {
      holePsnrDb: studyInterval(this.holePsnr()),
      fullMse: studyInterval(errorRatio(errors, "pooledFullMse")),
      excess: studyInterval(meanOf("cross-entropy above the floor", this.excess)),
    };
  }
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
