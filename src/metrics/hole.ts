// Errors inside the hole and over the known pixels, where the full-image figure hides them. "Pooled" means: from the mean
// squared error over all pixels of that region in the whole set, not the mean of per-image figures (they differ by up to
// 2.5 dB on CIFAR-10). For many figures of the same images, or intervals, see measureImages.
import { range, takeImages, takeMasks, type ImageBatch } from "../images/batch";
import { checkKnownMask } from "../images/holes";
import { checkFiniteSum, checkComparable, unitPixels } from "./compare";

/** Which pixels count. */
export type Region = "hole" | "known" | "full";

/** Pooled mean squared error over one region, all channels, values in [0,1]. Throws where the region is empty. */
export function pooledMse(groundTruth: ImageBatch, filled: ImageBatch, knownMask: ImageBatch, region: Region): number {
  return pooled(groundTruth, filled, knownMask, region, (difference) => difference * difference);
}

/** Pooled mean absolute error over one region, all channels, values in [0,1]. Throws where the region is empty. */
export function pooledL1(groundTruth: ImageBatch, filled: ImageBatch, knownMask: ImageBatch, region: Region): number {
  return pooled(groundTruth, filled, knownMask, region, Math.abs);
}

/** Peak signal-to-noise ratio in dB for values in [0,1]: -10 log10(mse); Infinity for a perfect match. */
export function psnrDb(mse: number): number {
  return mse === 0 ? Infinity : -10 * Math.log10(mse);
}

/** Pooled PSNR inside the holes, in dB. */
export function pooledHolePsnrDb(groundTruth: ImageBatch, filled: ImageBatch, knownMask: ImageBatch): number {
  return psnrDb(pooledMse(groundTruth, filled, knownMask, "hole"));
}

/** The PSNR inside the hole of each image by itself, in dB; Infinity where nothing is wrong. Throws where one has no hole. */
export function eachHolePsnrDb(groundTruth: ImageBatch, filled: ImageBatch, knownMask: ImageBatch): number[] {
  return Array.from(range(groundTruth.shape[0]), (i) =>
    pooledHolePsnrDb(takeImages(groundTruth, [i]), takeImages(filled, [i]), takeMasks(knownMask, [i])),
  );
}

function pooled(
  groundTruth: ImageBatch,
  filled: ImageBatch,
  knownMask: ImageBatch,
  region: Region,
  error: (difference: number) => number,
): number {
  checkComparable(groundTruth, filled);
  checkKnownMask(groundTruth, knownMask);
  const [count, height, width, channels] = groundTruth.shape;
  const size = height * width;
  let sum = 0;
  let pixels = 0;
  for (let i = 0; i < count; i++) {
    const truth = unitPixels(groundTruth, i);
    const other = unitPixels(filled, i);
    for (let p = 0; p < size; p++) {
      if (region !== "full" && (knownMask.data[i * size + p] === 1) !== (region === "known")) continue;
      pixels++;
      for (let k = p * channels; k < (p + 1) * channels; k++) sum += error(other[k] - truth[k]);
    }
    checkFiniteSum(sum, groundTruth, filled, i);
  }
  if (pixels === 0) {
    throw new Error(
      `Expected pixels in the region "${region}", but the masks leave none. Draw masks with a hole and a rim.`,
    );
  }
  return sum / (pixels * channels);
}
