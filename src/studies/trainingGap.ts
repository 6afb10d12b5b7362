// How much better a network does on images that it was trained on than on others, under the same new holes: training and test
// images are paired by their masks, so that an easy draw of masks counts on both sides.
import { auditDifference, auditInterval, meanOf } from "./interval";
import type { TrainingGapValues } from "./records";

export type TrainingGap = TrainingGapValues["runs"][string];

/** From the excess of every image (measureExcess), equally many of both sets, image i of each under mask i. */
export function trainingGap(train: Float64Array, test: Float64Array): TrainingGap {
  const ofTrain = meanOf("excess on training images", train), ofTest = meanOf("excess on test images", test);
  return { train: auditInterval(ofTrain), test: auditInterval(ofTest), gap: auditDifference(ofTest, ofTrain) };
}
