// SSIM of any two batches of images: one number per image, and the map that it is the mean of. Method and constants stand in
// ssimScan.ts; for composites, measureImages uses the same scan and does only the work that the hole asks for.
import { imageBatch, type FloatImageBatch, type ImageBatch } from "../images/batch";
import { checkFiniteSum, checkComparable, unitPixels } from "./compare";
import { ssimRadius, ssimScan } from "./ssimScan";

/**
 * Mean SSIM of each image, N numbers in [-1,1], 1 for equal images: over all channels and the interior without a frame of
 * 5 pixels. Both [N,H,W,C]. Throws for images below 11×11 pixels, other shapes and values that are not finite.
 */
export function ssimPerImage(groundTruth: ImageBatch, filled: ImageBatch): Float64Array {
  const [count, height, width, channels] = groundTruth.shape;
  const result = new Float64Array(count);
  scanEach(groundTruth, filled, (i) => {
    result[i] = 1;
    return (row, from, to, loss) => {
      result[i] -= interiorLoss(height, width, channels, row, from, to, loss);
    };
  });
  return result;
}

/** The SSIM map of each image, float32 [N,H,W,C], with mirrored borders. Throws as ssimPerImage does. */
export function ssimMap(groundTruth: ImageBatch, filled: ImageBatch): FloatImageBatch {
  const [, height, width, channels] = groundTruth.shape;
  const map = new Float32Array(groundTruth.data.length).fill(1);
  scanEach(groundTruth, filled, (i) => (row, from, to, loss) => {
    const start = (i * height + row) * width * channels;
    for (let j = from; j < to; j++) map[start + j] = 1 - loss[j];
  });
  return imageBatch(map, groundTruth.shape);
}

/** What one row of lost similarity takes from the image's mean: its values inside the frame, over the number of those. */
export function interiorLoss(
  height: number,
  width: number,
  channels: number,
  row: number,
  from: number,
  to: number,
  loss: Float64Array,
): number {
  if (row < ssimRadius || row >= height - ssimRadius) return 0;
  const first = Math.max(from, ssimRadius * channels);
  const last = Math.min(to, (width - ssimRadius) * channels);
  let sum = 0;
  for (let j = first; j < last; j++) sum += loss[j];
  return sum / ((height - 2 * ssimRadius) * (width - 2 * ssimRadius) * channels);
}

type RowVisitor = Parameters<ReturnType<typeof ssimScan>>[2];

function scanEach(groundTruth: ImageBatch, filled: ImageBatch, visitorOf: (index: number) => RowVisitor): void {
  checkComparable(groundTruth, filled);
  const [count, height, width, channels] = groundTruth.shape;
  const scan = ssimScan(height, width, channels);
  const difference = new Float64Array(height * width * channels);
  for (let i = 0; i < count; i++) {
    const truth = unitPixels(groundTruth, i);
    const other = unitPixels(filled, i);
    let sum = 0;
    for (let k = 0; k < difference.length; k++) sum += Math.abs((difference[k] = other[k] - truth[k]));
    checkFiniteSum(sum, groundTruth, filled, i);
    scan(truth, difference, visitorOf(i));
  }
}
