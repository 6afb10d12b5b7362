// What is lost without any hole: whole pictures through a network whose bottleneck holds a third as many numbers, beside the
// plainest way to keep fewer, the mean of each 2×2 pixels, which keeps a quarter.
import { imageBatch, nothingHidden, type FloatImageBatch, type ImageBatch } from "../images";
import { errorRatio } from "../metrics/errorFigures";
import { concatImageErrors, measureImages } from "../metrics/imageErrors";
import { auditInterval } from "./interval";
import type { Interval } from "./records";
import { imageParts, type OnPart } from "../metrics/imageParts";
import type { Redraw } from "./paint";

/** Pooled whole-image PSNR in dB of what `redraw` makes of undamaged images [N,H,W,C]. */
export async function measureUndamaged(redraw: Redraw, images: ImageBatch, onPart: OnPart = () => undefined): Promise<Interval> {
  const parts = [];
  for (const { done, truth, known } of imageParts(images, nothingHidden(images))) {
    parts.push(measureImages(truth, await redraw(truth), known));
    await onPart(done);
  }
  return auditInterval(errorRatio(concatImageErrors(parts), "pooledFullPsnrDb"));
}

/** Every 2×2 pixels become their mean, channel by channel. Throws for odd sides. */
export function poolAndEnlarge(images: FloatImageBatch): FloatImageBatch {
  const [count, height, width, channels] = images.shape, { data } = images, row = width * channels;
  if (height % 2 !== 0 || width % 2 !== 0) {
    throw new Error(`Expected images with even sides to pool by 2×2, but received ${height}×${width}. Crop a row or a column.`);
  }
  const pooled = new Float32Array(data.length);
  for (let y = 0; y < count * height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      for (let c = 0; c < channels; c++) {
        const k = y * row + x * channels + c, corners = [k, k + channels, k + row, k + row + channels];
        const mean = corners.reduce((sum, at) => sum + data[at], 0) / 4;
        for (const at of corners) pooled[at] = mean;
      }
    }
  }
  return imageBatch(pooled, images.shape);
}
