// A small classifier of CIFAR-10's ten classes, trained with labels: its features stand in for VGG16's where pictures are compared
// by more than their pixels (perceptual and style losses, distances between sets of fills). It sees whole images; masks are drawn
// as for every experiment and not looked at.
import type { Experiment } from "./experiment";
import { reportHeldOut } from "./reportHeldOut";

export const classifier: Experiment = {
  ...reportHeldOut,
  name: "classifier",
  title: "A small classifier, for its features",
  repeated: false,
  augmentation: "mirror",
  network: { name: "classifier", options: { channels: [16, 32, 64] } },
  input: "whole image",
  step: {
    ...reportHeldOut.step,
    kind: "classification",
    loss: "softmaxCrossentropy",
    optimizer: { name: "adam", learningRate: { schedule: "cosine", peak: 2e-3, warmupSteps: 200 } },
  },
  epochs: 10,
  patience: null,
  convolutions: "float32",
  measurements: [{ what: "accuracy", everyEpochs: 1 }],
};
