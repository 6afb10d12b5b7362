// What each image adds to a pooled hole PSNR, as a row keeps it, so that methods can be compared image by image later: numbers as
// text, of which a record holds one line however many images there are.
import * as v from "valibot";
import { errorRatio, type ErrorRatio } from "../metrics/errorFigures";
import { psnrDb } from "../metrics/hole";
import type { ImageErrors } from "../metrics/imageErrors";

/** One number for each image, from the first on, with a space between. */
export interface HoleErrors {
  /** Sum of (filled − truth)² over the hole, to six significant digits; values in [0,1]. */
  readonly squared: string;
  /** How many values that sum has: hole pixels times channels. */
  readonly values: string;
}

export const holeErrorsSchema: v.GenericSchema<HoleErrors> = v.looseObject({
  squared: v.string(),
  values: v.string(),
});

/** Of measured errors. Rounding changes the PSNR of the hole by less than .0001 dB. */
export function holeErrorsOf(errors: ImageErrors): HoleErrors {
  const { numerators, denominators } = errorRatio(errors, "pooledHolePsnrDb");
  return {
    squared: Array.from(numerators, (sum) => Number(sum.toPrecision(6))).join(" "),
    values: denominators.join(" "),
  };
}

/** Whether there is a number for each of so many images, and no more. */
export function holdsImages({ squared, values }: HoleErrors, images: number): boolean {
  const lists = [squared, values].map(numbersOf);
  return lists.every((numbers) => numbers.length === images && numbers.every(Number.isFinite));
}

/** The pooled hole PSNR in dB of the first `images` of them, as sums over images. */
export function holePsnrRatio({ squared, values }: HoleErrors, images: number): ErrorRatio {
  const name = "pooledHolePsnrDb";
  return {
    name,
    numerators: numbersOf(squared).subarray(0, images),
    denominators: numbersOf(values).subarray(0, images),
    finish: psnrDb,
  };
}

function numbersOf(text: string): Float64Array {
  return Float64Array.from(text.split(" "), Number);
}
