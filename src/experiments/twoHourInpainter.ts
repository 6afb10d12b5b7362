// The residual inpainter within two hours on two cores: 27 passes, 1,215,000 samples, from drawn weights.
import type { Experiment } from "./experiment";
import { residualInpainterBase } from "./residualInpainterBase";

export const twoHourInpainter: Experiment = {
  ...residualInpainterBase,
  name: "two-hour-inpainter",
  title: "The residual inpainter, two hours of training",
  epochs: 27,
};
