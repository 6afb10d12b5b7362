// The third network of the article: a U-Net of partial convolutions, lines and loss as for the second. The article paints holes
// white, which no partial convolution sees: it multiplies by the mask. Two short runs at half width beside it, 20 looks at
// the validation images after 5,000 samples each: with the layer as the article's code has it, and with the correct one.
import { articleLines } from "./articleLines";
import type { Experiment } from "./experiment";

export const articlePartial: Experiment = {
  ...articleLines,
  name: "article-partial",
  title: "The article's partial convolutions, lines",
  network: { name: "articlePartialUNet", options: { width: 1, convolution: "partial" } },
  input: "mask channel",
};

export const articlePartialShort: Experiment = {
  ...articlePartial,
  name: "article-partial-short",
  title: "The article's partial convolutions, short",
  trainImages: 5_000,
  validationImages: 2_000,
  network: { name: "articlePartialUNet", options: { width: 0.5, convolution: "partial" } },
};

export const articlePartialSlip: Experiment = {
  ...articlePartialShort,
  name: "article-partial-slip",
  title: "The article's partial convolutions as its code has them, short",
  network: { name: "articlePartialUNet", options: { width: 0.5, convolution: "article" } },
};
