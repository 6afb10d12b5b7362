// The article's U-Net at half width, told where the hole is, on 64×64 crops of photographs: BSDS500's 300 training and validation
// photographs, or a folder's by --images. Sixteen crops of each photograph in an epoch, augmented; a tenth of them is held out.
import { fullAugmentation } from "../augmentation/cropSettings";
import { articlePartial } from "./articlePartial";
import type { Experiment } from "./experiment";

export const photographsUNet: Experiment = {
  ...articlePartial,
  name: "photographs-unet",
  title: "The article's U-Net with the mask, on crops of photographs",
  source: "photographs",
  crops: { ...fullAugmentation, size: 64, perPicture: 16 },
  validation: "held out",
  masks: { family: "comparisonMixture", drawn: "every image" },
  validationMasks: "comparisonMixture",
  network: { name: "articleUNet", options: { width: 0.5, maskChannel: true, imageSize: [64, 64] } },
  batchSize: 16,
};
