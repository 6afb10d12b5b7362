// The residual inpainter from drawn weights: one network for every mask of the benchmark, validated on 5,000 held-out
// training images. 40 passes over the 45,000 others are 1,800,000 samples, about two and a half hours on two cores. Its learning rate
// falls over all planned steps, so that the plan is fixed when the run begins; it may be trained in parts.
import type { Experiment } from "./experiment";

export const residualInpainterBase: Experiment = {
  name: "residual-inpainter-base",
  title: "The residual inpainter, from drawn weights",
  repeated: false,
  seed: 1,
  source: "cifar10",
  validation: "held out",
  trainImages: null,
  validationImages: 1_000,
  heldOutImages: null,
  masks: { family: "focusedMixture", drawn: "every epoch" },
  validationMasks: "focusedMixture",
  augmentation: "mirror",
  network: { name: "residualInpainter", options: {} },
  input: "mask channel",
  step: {
    kind: "supervised",
    loss: "holeSquaredError",
    optimizer: {
      name: "muon",
      learningRate: { schedule: "linear", peak: 3e-3, warmupSteps: 1_000 },
      weightDecay: 0.1,
    },
    clipNorm: 0.5,
    averageDecay: 0.999,
    parallelParts: 2,
  },
  batchSize: 50,
  epochs: 40,
  patience: null,
  convolutions: "float32",
  measurements: [{ what: "held-out hole PSNR", everyEpochs: 10 }],
  from: null,
};
