// Small runs on photographs, each of which differs from the first in one thing: the six-term loss without one of its terms, and
// crops that are not augmented. A quarter of the paper's width and four levels on 64×64 crops, sixteen of each photograph, twice:
// 8,640 samples on BSDS500. Seed, masks and order are the same in all, and the study six-terms compares them.
import { fullAugmentation, plainCrops, type CropSettings } from "../augmentation/cropSettings";
import { classifierSixTerms, type SixTermName } from "../losses/sixTermSettings";
import type { Experiment } from "./experiment";
import type { SixTermLossSettings } from "./lossSettings";
import { photographsPartial } from "./photographsPartial";

const size = 64;
const perPicture = 16;
const allTerms: SixTermLossSettings = { ...classifierSixTerms, features: "classifier" };

export const photographsSmall: Experiment = {
  ...photographsPartial,
  name: "photographs-small",
  title: "A small run on photographs, all six terms",
  crops: { ...fullAugmentation, size, perPicture },
  network: { name: "partialUNet", options: { levels: 4, width: 0.25 } },
  step: {
    ...photographsPartial.step,
    loss: allTerms,
    optimizer: {
      name: "muon",
      learningRate: { schedule: "cosine", peak: 4e-3, warmupSteps: 100 },
      weightDecay: 0,
    },
  },
  epochs: 2,
};

/** As large as those that are augmented, from photographs of the same size, and as those that are held out are cut. */
export const unaugmentedCrops: CropSettings = {
  ...plainCrops,
  size,
  perPicture,
  shorterSide: fullAugmentation.shorterSide,
};

export const photographsSmallUnaugmented: Experiment = {
  ...photographsSmall,
  name: "photographs-small-unaugmented",
  title: "A small run on photographs, its crops not augmented",
  crops: unaugmentedCrops,
};

interface WithoutTerm {
  readonly term: SixTermName;
  readonly experiment: Experiment;
}

/** The same without each of the terms, in the order in which they are logged. */
export const photographsWithoutTerm: readonly WithoutTerm[] = [
  without("photographs-small-without-valid", "valid"),
  without("photographs-small-without-hole", "hole"),
  without("photographs-small-without-perceptual", "perceptual"),
  without("photographs-small-without-style-out", "styleOut"),
  without("photographs-small-without-style-composite", "styleComposite"),
  without("photographs-small-without-total-variation", "totalVariation"),
];

function without(name: string, term: SixTermName): WithoutTerm {
  return {
    term,
    experiment: {
      ...photographsSmall,
      name,
      title: `A small run on photographs without the term ${term}`,
      step: { ...photographsSmall.step, loss: { ...allTerms, [term]: 0 } },
    },
  };
}
