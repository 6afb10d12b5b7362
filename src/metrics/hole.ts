// Errors inside the hole and over the known pixels, where the full-image figure hides them. "Pooled" means: from the mean
// squared error over all pixels of that region in the whole set, not the mean of per-image figures (they differ by up to
// 2.5 dB on CIFAR-10).
import { checkKnownMask, shapeText, toFloat, type ImageBatch } from "../images";

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

function pooled(groundTruth: ImageBatch, filled: ImageBatch, knownMask: ImageBatch, region: Region,
  error: (difference: number) => number): number {
  checkKnownMask(groundTruth, knownMask);
  if (groundTruth.data.length !== filled.data.length) {
    throw new Error(`Expected filled images of shape ${shapeText(groundTruth.shape)}, but received ${shapeText(filled.shape)}. ` +
      `Compare the same images.`);
  }
  const truth = toFloat(groundTruth).data, other = toFloat(filled).data, channels = groundTruth.shape[3];
  const wanted = region === "hole" ? 0 : 1;
  let sum = 0, pixels = 0;
  for (let p = 0; p < knownMask.data.length; p++) {
    if (region !== "full" && knownMask.data[p] !== wanted) continue;
    pixels++;
    for (let k = p * channels; k < (p + 1) * channels; k++) sum += error(other[k] - truth[k]);
  }
  if (pixels === 0) throw new Error(`Expected pixels in the region "${region}", but the masks leave none. Draw masks with a hole and a rim.`);
  return sum / (pixels * channels);
}
