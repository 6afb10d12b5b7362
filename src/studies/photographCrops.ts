// What a study on photographs measures: crops of those that are held out, and of as many that were trained on. Crops of one
// photograph are alike, so the photograph is what intervals resample: the errors of its crops are added up first.
import type { Photographs } from "../datasets/photographs";
import { range, type FloatImageBatch } from "../images/batch";
import type { ErrorRatio } from "../metrics/errorFigures";
import { studySeed } from "./study";

/** How many photographs are held out: crop p of `heldOut` shows photograph p modulo this. */
export function heldOutPhotographs({ heldOut, crops }: Photographs): number {
  return heldOut.shape[0] / crops.perPicture;
}

/**
 * As many crops of as many training photographs, the first ones, in the same order: float32 [N,size,size,3] in [0,1], cut as an
 * epoch 0 would cut them, which no training has.
 */
export async function trainedCrops(photographs: Photographs): Promise<FloatImageBatch> {
  const { crops, trainCount } = photographs;
  const all = trainCount / crops.perPicture;
  const some = Math.min(all, heldOutPhotographs(photographs));
  const positions = range(some * crops.perPicture).map((crop) => Math.floor(crop / some) * all + (crop % some));
  const source = photographs.trainCrops(studySeed, 0);
  await source.prepare?.(positions, []);
  return source.batch(positions);
}

/** A figure of crops as one of `photographs`, of which crop p shows photograph p modulo their number. */
export function perPhotograph(ratio: ErrorRatio, photographs: number): ErrorRatio {
  const added = (values: Float64Array): Float64Array => {
    const sums = new Float64Array(photographs);
    values.forEach((value, crop) => (sums[crop % photographs] += value));
    return sums;
  };
  return { ...ratio, numerators: added(ratio.numerators), denominators: added(ratio.denominators) };
}
