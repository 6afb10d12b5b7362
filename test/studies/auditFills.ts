// Pictures, holes and methods with known errors, for tests of the audit's measurements.
import type { FillFunction } from "../../src/images/batch";
import { imageBatch, toFloat, type FloatImageBatch } from "../../src/images/batch";
import { randomStream } from "../../src/random";
import { randomImages } from "../metrics/samples";

/** uint8 pictures, and the same in [0,1]. */
export const pictures: ReturnType<typeof randomImages> = randomImages(
  [6, 12, 12, 3],
  randomStream(1, "audit pictures"),
);
export const unitPictures: FloatImageBatch = toFloat(pictures);

/** A method that knows the truth and errs by the same amount everywhere: 20 dB for .1. */
export function erringBy(amount: number): FillFunction {
  return (images) =>
    imageBatch(
      unitPictures.data.slice(0, images.data.length).map((value) => value + amount),
      images.shape,
    );
}
