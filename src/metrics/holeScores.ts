// What each image's hole scores by itself: PSNR, which falls with every difference, and the share of the truth's gradient
// energy, which falls with blur alone. For single pictures under which both are written; tables pool over images
// (errorFigures.ts), where a smooth hole cannot divide by nearly nothing.
import type { ImageBatch } from "../images/batch";
import { psnrDb } from "./hole";
import { measureImages } from "./imageErrors";

export interface HoleScore {
  /** PSNR inside the hole in dB; Infinity where nothing is wrong. */
  readonly psnrDb: number;
  /** Squared differences between neighbouring hole pixels, over the truth's: 1 is as sharp, 0 is flat; null for a flat truth. */
  readonly gradientShare: number | null;
}

/** One score per image [N,H,W,C]. Throws where an image has no hole, and as measureImages does. */
export function eachHoleScore(groundTruth: ImageBatch, filled: ImageBatch, knownMask: ImageBatch): HoleScore[] {
  const errors = measureImages(groundTruth, filled, knownMask);
  return Array.from(errors.holePixels, (pixels, i) => {
    if (pixels === 0) {
      throw new Error(`Expected a hole in every image, but image ${i} has none. Score images that have one.`);
    }
    const truth = errors.truthHoleGradientEnergy[i];
    return {
      psnrDb: psnrDb(errors.holeSquared[i] / (pixels * errors.channels)),
      gradientShare: truth === 0 ? null : errors.holeGradientEnergy[i] / truth,
    };
  });
}
