// The report's network trained with the mean absolute error instead of the binary cross-entropy, all else the same: its minimiser
// is the median of each pixel, not the mean.
import type { Experiment } from "./experiment";
import { reportFixed } from "./reportFixed";

export const reportMeanAbsoluteError: Experiment = {
  ...reportFixed,
  name: "report-mean-absolute-error",
  title: "The report's network, trained with the absolute error",
  step: { ...reportFixed.step, loss: "meanAbsoluteError" },
  patience: null,
};
