// The U-Net of partial convolutions of Liu et al. 2018 at a quarter of its width and with six levels, on 128×128 crops of
// photographs under the three techniques of viv66/image-inpainting, with the six-term loss; a second phase, in which the encoder's
// normalisation is frozen (Liu et al., section 3.3); and the same network with plain convolutions, beside it. Sixteen crops of each
// photograph in an epoch. The paper trains with Adam; Muon is ahead here: two passes with the pixel terms alone ended at a validation
// loss of .151 in place of .166.
import { fullAugmentation } from "../augmentation/cropSettings";
import { classifierSixTerms } from "../losses/sixTermSettings";
import type { Experiment } from "./experiment";
import { photographsUNet } from "./photographsUNet";

export const photographsPartial: Experiment = {
  ...photographsUNet,
  name: "photographs-partial",
  title: "Partial convolutions on crops of photographs",
  crops: { ...fullAugmentation, size: 128, perPicture: 16 },
  masks: { family: "threeTechniques", drawn: "every image" },
  validationMasks: "threeTechniques",
  network: { name: "partialUNet", options: { levels: 6, width: 0.25 } },
  input: "mask channel",
  step: {
    ...photographsUNet.step,
    loss: { ...classifierSixTerms, features: "classifier" },
    optimizer: {
      name: "muon",
      learningRate: { schedule: "cosine", peak: 4e-3, warmupSteps: 200 },
      weightDecay: 0,
    },
    clipNorm: 1,
  },
  batchSize: 8,
  epochs: 10,
  patience: null,
  measurements: [],
};

export const photographsPartialFrozen: Experiment = {
  ...photographsPartial,
  name: "photographs-partial-frozen",
  title: "The same, its second phase",
  seed: 2,
  network: { name: "partialUNet", options: { ...photographsPartial.network.options, frozenEncoder: true } },
  step: {
    ...photographsPartial.step,
    optimizer: { name: "muon", learningRate: { schedule: "cosine", peak: 1e-3 }, weightDecay: 0 },
  },
  epochs: 4,
  from: "photographs-partial",
};

export const photographsPlain: Experiment = {
  ...photographsPartial,
  name: "photographs-plain",
  title: "The same network with plain convolutions, beside it",
  network: { name: "partialUNet", options: { ...photographsPartial.network.options, convolution: "plain" } },
};
