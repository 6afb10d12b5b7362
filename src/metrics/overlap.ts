// Dice and IoU on raw intensities, as "Introduction to image inpainting with deep learning" (Thakur, Paul) reports them. Both
// measure how far two sets overlap, and are right for values that are 0 or 1. On grey values they mislead: see intensityDice.
import type { ImageBatch } from "../images/batch";
import { checkFiniteSum, checkComparable, unitPixels } from "./compare";

/**
 * The article's dice coefficient, 2·Σ y·p / Σ (y + p) over all values of the set, in [0,1] for values in [0,1].
 *
 * Offered for comparison with the article, not for judging a fill:
 * - A perfect output does not score 1: with p = y it is Σ y² / Σ y, below 1 wherever a value lies strictly between 0 and 1.
 *   On the CIFAR-10 test set that is .609.
 * - It grows with p: at each pixel the best answer is as bright as can be wherever the truth is brighter than half the score,
 *   and black elsewhere. An all-white output scores 2·mean(y) / (1 + mean(y)), on the CIFAR-10 test set .646: above the
 *   perfect one.
 * - So the article's .590 to .607 say that its outputs are about as bright as the truth, and nothing about the holes.
 * Both [N,H,W,C]. Throws where both are black throughout (0/0), for other shapes and for values that are not finite.
 */
export function intensityDice(groundTruth: ImageBatch, predicted: ImageBatch): number {
  const { product, sum } = overlapSums(groundTruth, predicted);
  return (2 * product) / sum;
}

/**
 * Intersection over union on intensities, Σ y·p / Σ (y + p − y·p) over all values of the set. It is dice / (2 − dice), and
 * misleads in the same way: white beats the truth itself (.477 against .438 on the CIFAR-10 test set). Throws as intensityDice
 * does.
 */
export function intensityIou(groundTruth: ImageBatch, predicted: ImageBatch): number {
  const { product, sum } = overlapSums(groundTruth, predicted);
  return product / (sum - product);
}

function overlapSums(groundTruth: ImageBatch, predicted: ImageBatch): { product: number; sum: number } {
  checkComparable(groundTruth, predicted, "predicted images");
  let product = 0;
  let sum = 0;
  for (let i = 0; i < groundTruth.shape[0]; i++) {
    const y = unitPixels(groundTruth, i);
    const p = unitPixels(predicted, i);
    for (let k = 0; k < y.length; k++) {
      product += y[k] * p[k];
      sum += y[k] + p[k];
    }
    checkFiniteSum(product + sum, groundTruth, predicted, i, "predicted images");
  }
  if (sum > 0) return { product, sum };
  throw new Error(
    "Expected images with something brighter than black, but both batches are black throughout, where dice and " +
      "IoU are 0/0. Take pooledMse for such images.",
  );
}
