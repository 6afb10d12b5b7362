// One method on one set of images and masks: filled a part at a time, timed, and measured at once, so that a whole set of
// filled images is never held. The method sees the images with their holes painted black and must return as many pixels.
import { range, takeImages, takeMasks, type FillFunction, type ImageBatch } from "../images/batch";
import { paintHoles } from "../images/holes";
import { concatImageErrors, measureImages, type ImageErrors } from "./imageErrors";

export interface MeasuredMethod {
  readonly errors: ImageErrors;
  /** Time spent in the method alone. */
  readonly fillSeconds: number;
}

export interface MeasureOptions {
  /** Images per call of the method; default 500. */
  readonly batchSize?: number;
  /** Told after each part how many images are done. */
  readonly onProgress?: (images: number) => void;
  /** Asked before each part; true ends the measurement with an error. */
  readonly shouldStop?: () => boolean;
}

/** The measurement was stopped by `shouldStop`. */
export class MeasurementStopped extends Error {}

/** Fills and measures all images [N,H,W,C]. Throws what the method throws, and where it returns another shape or NaN. */
export async function measureMethod(
  fill: FillFunction,
  groundTruth: ImageBatch,
  knownMask: ImageBatch,
  options: MeasureOptions = {},
): Promise<MeasuredMethod> {
  const { batchSize = 500, onProgress, shouldStop } = options;
  const count = groundTruth.shape[0];
  const parts: ImageErrors[] = [];
  let fillSeconds = 0;
  for (let start = 0; start < count; start += batchSize) {
    if (shouldStop?.()) throw new MeasurementStopped(`Stopped after ${start} of ${count} images.`);
    const positions = range(Math.min(batchSize, count - start), start);
    const truth = takeImages(groundTruth, positions);
    const known = takeMasks(knownMask, positions);
    const given = paintHoles(truth, known);
    const began = performance.now();
    const filled = await fill(given, known);
    fillSeconds += (performance.now() - began) / 1000;
    parts.push(measureImages(truth, filled, known));
    onProgress?.(start + positions.length);
  }
  return { errors: concatImageErrors(parts), fillSeconds };
}
