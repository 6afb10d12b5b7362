// The same network trained with cross-entropy and with squared error, on the same images and holes. Both losses have the same
// minimiser, the conditional mean of each pixel; whether the trained networks fill alike is what is measured.
import type { ImageBatch } from "../images";
import { errorRatio } from "../metrics/errorFigures";
import { concatImageErrors, measureImages, type ImageErrors } from "../metrics/imageErrors";
import { auditDifference, auditInterval, meanOf } from "./interval";
import type { SquaredErrorValues, TrainedWith } from "./records";
import { excessPerImage } from "./excess";
import { imageParts, type OnPart } from "../metrics/imageParts";
import type { FillMethod } from "../metrics/measureMethod";

export interface TwoNetworks {
  readonly crossentropy: FillMethod;
  readonly squaredError: FillMethod;
}

/** Fills all images [N,H,W,C] by both and compares them. */
export async function compareLosses(
  { crossentropy, squaredError }: TwoNetworks, images: ImageBatch, knownMask: ImageBatch, onPart: OnPart = () => undefined,
): Promise<SquaredErrorValues> {
  const ours = new Measured(images.shape[0]), theirs = new Measured(images.shape[0]);
  let difference = 0, values = 0;
  for (const { done, truth, known, given } of imageParts(images, knownMask)) {
    const first = await crossentropy(given, known), second = await squaredError(given, known), at = done - truth.shape[0];
    ours.add(at, measureImages(truth, first, known), excessPerImage(truth, first));
    theirs.add(at, measureImages(truth, second, known), excessPerImage(truth, second));
    // The one fill measured against the other: errors that are differences of fills.
    const between = measureImages(first, second, known);
    difference += sum(between.holeAbsolute);
    values += sum(between.holePixels) * between.channels;
    await onPart(done);
  }
  return {
    crossentropy: ours.figures(), squaredError: theirs.figures(),
    holePsnrDifferenceDb: auditDifference(theirs.holePsnr(), ours.holePsnr()), meanAbsoluteDifferenceOfFills: difference / values,
  };
}

class Measured {
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
      holePsnrDb: auditInterval(this.holePsnr()), fullMse: auditInterval(errorRatio(errors, "pooledFullMse")),
      excess: auditInterval(meanOf("cross-entropy above the floor", this.excess)),
    };
  }
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
