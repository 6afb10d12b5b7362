// How much of each image is missing: the quantity by which benchmarks sort masks (Liu et al. 2018 use six classes of it).
import type { ImageBatch } from "../images/batch";

/** Share of hole pixels in each mask, 0..1: N values for a knownMask [N,H,W,1]. */
export function holeFraction(knownMask: ImageBatch): Float64Array {
  const [count, height, width] = knownMask.shape;
  const pixels = height * width;
  const fractions = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let holes = 0;
    for (let at = i * pixels; at < (i + 1) * pixels; at++) holes += 1 - knownMask.data[at];
    fractions[i] = holes / pixels;
  }
  return fractions;
}
