// Context encoders (Pathak et al. 2016) on CIFAR-10, small enough for ten minutes on two cores: the channels of their 128×128 network
// that a 32×32 image has room for, at a quarter of the width, 200,000 samples. Squared error alone, with the adversarial term, and with
// it on random regions. Their λ of .001 goes with values in [-1,1]; ours lie in [0,1], where squares are a quarter as large. Overlap
// as in their code, 4 pixels of 128: 1 of 32. The discriminator plays in the last third, with labels of .9. The joint loss also on
// 64×64 crops of photographs, cut as their code cuts 128×128 (README.md, data/donkey_folder.lua): the shorter side shrunk to 350 of
// theirs, 175 of ours, mirrored or not.
import { plainCrops } from "../augmentation/cropSettings";
import type { AdversarialSettings } from "./adversarialSettings";
import type { Experiment } from "./experiment";
import { reportHeldOut } from "./reportHeldOut";

const joint: AdversarialSettings = {
  weight: 0.001,
  startShare: 2 / 3,
  overlap: 1,
  overlapWeight: 10,
  trueLabel: 0.9,
  sees: "centre",
  discriminatorWidth: 0.25,
  spectral: false,
  discriminatorOptimizer: { name: "adam", learningRate: 2e-4, beta1: 0.5 },
};

export const contextJoint: Experiment = {
  ...reportHeldOut,
  name: "context-joint",
  title: "A context encoder, centre, joint loss",
  repeated: false,
  trainImages: 40_000,
  masks: { family: "centre16", drawn: "once" },
  validationMasks: "centre16",
  network: { name: "contextEncoder", options: { size: 32, width: 0.25, maskChannel: true } },
  input: "mask channel",
  step: {
    ...reportHeldOut.step,
    kind: "adversarial",
    loss: "holeSquaredError",
    optimizer: { name: "adam", learningRate: 2e-3, beta1: 0.5 },
    adversarial: joint,
  },
  batchSize: 64,
  epochs: 5,
  patience: null,
  measurements: [],
};

export const contextSquaredError: Experiment = {
  ...contextJoint,
  name: "context-l2",
  title: "A context encoder, centre, squared error alone",
  step: { ...contextJoint.step, adversarial: { ...joint, weight: 0 } },
};

export const contextRandom: Experiment = {
  ...contextJoint,
  name: "context-random",
  title: "A context encoder, random blocks, joint loss",
  masks: { family: "overlappingBlocks", drawn: "every image" },
  validationMasks: "overlappingBlocks",
  step: { ...contextJoint.step, adversarial: { ...joint, sees: "hole" } },
};

/** About 100,000 crops, 4,320 in an epoch. */
export const contextJointPhotographs: Experiment = {
  ...contextJoint,
  name: "context-joint-photographs",
  title: "A context encoder on crops of photographs, centre, joint loss",
  source: "photographs",
  crops: { ...plainCrops, size: 64, perPicture: 16, shorterSide: 175, flips: ["horizontal"] },
  trainImages: null,
  network: { name: "contextEncoder", options: { size: 64, width: 0.25, maskChannel: true } },
  step: { ...contextJoint.step, adversarial: { ...joint, overlap: 2 } },
  epochs: 24,
};
