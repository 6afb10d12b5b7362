// The studies' intervals: 95 %, 1,000 drawn sets, and for all figures of equally many images the same sets, so that two
// figures differ by what was measured and not by the dice.
import { bootstrapDifference, bootstrapInterval } from "../metrics/bootstrap";
import { psnrDb } from "../metrics/hole";
import type { ErrorRatio } from "../metrics/errorFigures";
import { randomStream, type Random } from "../random";
import type { Interval } from "./records";

function drawings(): Random {
  return randomStream(1, "audit intervals");
}

/** A figure over images with its 95 % interval. */
export function studyInterval(ratio: ErrorRatio): Interval {
  return bootstrapInterval(ratio, drawings());
}

/** first − second, of the same images. */
export function studyDifference(first: ErrorRatio, second: ErrorRatio): Interval {
  return bootstrapDifference(first, second, drawings());
}

/** The mean of one number per image. */
export function meanOf(name: string, values: Float64Array): ErrorRatio {
  return { name, numerators: values, denominators: values.map(() => 1), finish: (mean) => mean };
}

/** Pooled PSNR in dB from each image's sum of squared errors and number of values. */
export function pooledPsnrOf(
  name: string,
  { squared, values }: { squared: Float64Array; values: Float64Array },
): ErrorRatio {
  return { name, numerators: squared, denominators: values, finish: psnrDb };
}
