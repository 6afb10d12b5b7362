// How much pixels differ that lie a given number of steps apart. In photographs neighbours are alike and distant pixels are not
// (Ruderman and Bialek, Statistics of Natural Images: Scaling in the Woods, 1994): what is known at a hole's rim tells
// something about its inside, and less the deeper one looks.
import { shapeText, type ImageBatch } from "../images/batch";
import { checkFiniteSum, unitPixels } from "./compare";

/**
 * Mean absolute difference, values in [0,1], over all pairs of pixels that lie `steps` apart in a row or in a column, in the
 * same channel. Throws unless `steps` is a whole number that leaves at least one pair, and on values that are not finite.
 */
export function neighbourDifference(images: ImageBatch, steps: number): number {
  const [count, height, width, channels] = images.shape;
  if (!(Number.isInteger(steps) && steps >= 1 && steps < Math.max(height, width) && count > 0)) {
    throw new Error(
      `Expected steps to be a whole number from 1 to ${Math.max(height, width) - 1} for images of shape ` +
        `${shapeText(images.shape)}, but received ${steps}. Use for example 1.`,
    );
  }
  const across = steps * channels;
  const down = steps * width * channels;
  const line = width * channels;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const values = unitPixels(images, i);
    for (let row = 0; row < height; row++) {
      for (let at = row * line, end = (row + 1) * line - across; at < end; at++) {
        sum += Math.abs(values[at + across] - values[at]);
      }
    }
    for (let at = 0, end = values.length - down; at < end; at++) sum += Math.abs(values[at + down] - values[at]);
    checkFiniteSum(sum, images, images, i);
  }
  const pairs = count * channels * (height * Math.max(0, width - steps) + width * Math.max(0, height - steps));
  return sum / pairs;
}
