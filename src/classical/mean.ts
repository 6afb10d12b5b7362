// The weakest baseline: every hole pixel takes the mean colour of the image's known pixels.
import type { ImageBatch } from "../images/batch";
import { fillEach, type Canvas } from "./fillEach";

/** Fills each image [N,H,W,C] with its own mean known colour; known pixels come back untouched, in the type they had. */
export function fillMean<Batch extends ImageBatch>(image: Batch, knownMask: ImageBatch): Batch {
  return fillEach(image, knownMask, paintMean);
}

/** Sets the hole pixels of one canvas to its mean known colour. */
function paintMean({ values, known, channels, holePixels }: Canvas): void {
  const sums = new Float64Array(channels);
  for (let p = 0; p < known.length; p++) {
    if (known[p] === 1) for (let c = 0; c < channels; c++) sums[c] += values[p * channels + c];
  }
  const total = known.length - holePixels;
  for (let p = 0; p < known.length; p++) {
    if (known[p] === 0) for (let c = 0; c < channels; c++) values[p * channels + c] = sums[c] / total;
  }
}
