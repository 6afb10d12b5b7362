// How often each pixel lies in a hole over a set of masks: shows at a glance where a way of drawing masks never goes.
import { imageBatch, type FloatImageBatch, type ImageBatch } from "../images/batch";

/** Share of the masks in which each pixel is a hole: [1,H,W,1], 0..1. `knownMask` is [N,H,W,1]. */
export function holeFrequency(knownMask: ImageBatch): FloatImageBatch {
  const [count, height, width] = knownMask.shape;
  const pixels = height * width;
  const holes = new Float32Array(pixels);
  for (let i = 0; i < knownMask.data.length; i++) holes[i % pixels] += 1 - knownMask.data[i];
  return imageBatch(
    holes.map((hole) => hole / count),
    [1, height, width, 1],
  );
}
