// The report's network trained with the mean squared error instead of the binary cross-entropy, all else the same.
import type { Experiment } from "./experiment";
import { reportFixed } from "./reportFixed";

export const reportSquaredError: Experiment = {
  ...reportFixed,
  name: "report-squared-error",
  title: "The report's network, trained with the squared error",
  step: { ...reportFixed.step, loss: "meanSquaredError" },
  patience: null,
};
