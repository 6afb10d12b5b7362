// What the study after-the-fill measures of one method's fills after one step, gathered a part of the images at a time, as sums
// over images: so a step and no step are resampled together.
import { takeImages, takeMasks, type ImageBatch } from "../images/batch";
import { errorByDistance, type DistanceError } from "../metrics/errorByDistance";
import { errorRatio, type ErrorRatio } from "../metrics/errorFigures";
import { joinSquares, type HoleSquares } from "../metrics/holeSquares";
import { concatImageErrors, measureImages, type ImageErrors } from "../metrics/imageErrors";
import { seamSquares } from "../metrics/seamError";

/**
 * PSNR in dB and SSIM in the hole, both pooled; the fill's gradient energy in the hole over the truth's; the mean squared
 * error of steps across the edge; PSNR of the whole image, which pays for known pixels that a step changes; the step's time per
 * image.
 */
export const stepFigureNames = [
  "holePsnrDb",
  "holeSsim",
  "gradientShare",
  "seamError",
  "fullPsnrDb",
  "milliseconds",
] as const;

export type StepFigureName = (typeof stepFigureNames)[number];

export class StepErrors {
  private readonly parts: ImageErrors[] = [];
  private readonly seams: HoleSquares[] = [];
  private readonly distances: DistanceError[][] = [];
  private readonly milliseconds: number[] = [];
  private readonly images: number[] = [];

  /** Images [N,H,W,C] with an edge in each, and the time that the step took for all of them. */
  add(truth: ImageBatch, filled: ImageBatch, knownMask: ImageBatch, milliseconds: number): void {
    const count = truth.shape[0];
    this.parts.push(measureImages(truth, filled, knownMask));
    this.seams.push(seamSquares(truth, filled, knownMask));
    for (let i = 0; i < count; i++) {
      this.distances.push(errorByDistance(takeImages(truth, [i]), takeImages(filled, [i]), takeMasks(knownMask, [i])));
    }
    this.milliseconds.push(milliseconds);
    this.images.push(count);
  }

  /** All figures over images; the time is one over the parts. */
  figures(): { readonly [name in StepFigureName]: ErrorRatio } {
    const errors = concatImageErrors(this.parts);
    const seam = joinSquares(this.seams);
    return {
      holePsnrDb: errorRatio(errors, "pooledHolePsnrDb"),
      holeSsim: errorRatio(errors, "pooledHoleSsim"),
      gradientShare: errorRatio(errors, "pooledHoleGradientShare"),
      seamError: asItIs("seam error", seam.squared, seam.values),
      fullPsnrDb: errorRatio(errors, "pooledFullPsnrDb"),
      milliseconds: asItIs("milliseconds", Float64Array.from(this.milliseconds), Float64Array.from(this.images)),
    };
  }

  /** Mean squared error at each distance from the edge on one side, from 1 to the largest that occurs, at most `reach`. */
  byDistance(region: DistanceError["region"], reach: number): ErrorRatio[] {
    const rows = this.distances.map((image) => image.filter((row) => row.region === region));
    const farthest = Math.min(reach, Math.max(...rows.flat().map(({ distance }) => distance)));
    return Array.from({ length: farthest }, (_, i) => {
      const at = rows.map((image) => image.find(({ distance }) => distance === i + 1));
      return asItIs(
        `error in the ${region} at distance ${i + 1}`,
        Float64Array.from(at, (row) => (row === undefined ? 0 : row.pooledMse * row.pixels)),
        Float64Array.from(at, (row) => row?.pixels ?? 0),
      );
    });
  }
}

function asItIs(name: string, numerators: Float64Array, denominators: Float64Array): ErrorRatio {
  return { name, numerators, denominators, finish: (ratio) => ratio };
}
