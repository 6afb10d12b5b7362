// How well each class is filled, and how much there is to fill: hole PSNR and the truth's texture in the hole, by label.
import { errorRatio } from "../metrics/errorFigures";
import { groupPositions } from "../metrics/groups";
import { selectImageErrors, type ImageErrors } from "../metrics/imageErrors";
import { auditInterval } from "./interval";
import type { Interval } from "./records";

/** Pooled hole PSNR in dB of each class 0 to `classes` − 1. Throws where a class has no image. */
export function classHolePsnr(errors: ImageErrors, labels: ArrayLike<number>, classes: number): Interval[] {
  return eachClass(errors, labels, classes).map((own) => auditInterval(errorRatio(own, "pooledHolePsnrDb")));
}

/** The truth's mean squared step between neighbouring hole pixels, pooled over each class; values in [0,1]. */
export function classTexture(errors: ImageErrors, labels: ArrayLike<number>, classes: number): number[] {
  return eachClass(errors, labels, classes).map(({ truthHoleGradientEnergy, holePairs, channels }) =>
    sum(truthHoleGradientEnergy) / (sum(holePairs) * channels));
}

function eachClass(errors: ImageErrors, labels: ArrayLike<number>, classes: number): ImageErrors[] {
  const positions = groupPositions(labels, errors.holePixels.length);
  return Array.from({ length: classes }, (_, label) => {
    const own = positions.get(label);
    if (own !== undefined) return selectImageErrors(errors, own);
    throw new Error(`Expected images of every class, 0 to ${classes - 1}, but received none of class ${label}. ` +
      `Measure more images.`);
  });
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
