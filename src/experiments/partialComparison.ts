// Partial against plain convolutions, all else the same: the article's U-Net of partial convolutions at half width, and the same
// with an ordinary convolution in place of each, which sees the mask as a fourth channel. 200,000 samples under a mixture of four
// families, three seeds each; the test images stay untouched.
import { articlePartial } from "./articlePartial";
import type { Experiment } from "./experiment";

export const comparedPartial: Experiment = {
  ...articlePartial,
  name: "compared-partial",
  title: "Partial convolutions, compared",
  repeated: true,
  validation: "held out",
  trainImages: 40_000,
  validationImages: 2_000,
  masks: { family: "comparisonMixture", drawn: "every image" },
  validationMasks: "comparisonMixture",
  network: { name: "articlePartialUNet", options: { width: 0.5, convolution: "partial" } },
  epochs: 5,
};

export const comparedPlain: Experiment = {
  ...comparedPartial,
  name: "compared-plain",
  title: "Plain convolutions with the mask, compared",
  network: { name: "articlePartialUNet", options: { width: 0.5, convolution: "plain" } },
};
