// The report's experiment as its code does it (section 4.4, appendices A3 to A5): one 8×8 square per image, drawn once; binary
// cross-entropy over the whole image, Adam, batches of 128, at most 40 epochs with early stopping on the test images.
import { reportMaskPlans } from "../masks/plan";
import type { Experiment } from "./experiment";

export const reportFixed: Experiment = {
  name: "report-fixed",
  title: "The report's network, masks fixed",
  repeated: true,
  seed: 1,
  source: "cifar10",
  validation: "test",
  trainImages: null,
  validationImages: null,
  heldOutImages: null,
  masks: reportMaskPlans.fixed,
  validationMasks: reportMaskPlans.fixed.family,
  augmentation: null,
  network: { name: "reportAutoencoder", options: {} },
  input: "black holes",
  step: {
    kind: "supervised",
    loss: "binaryCrossentropy",
    optimizer: { name: "adam" },
    clipNorm: null,
    averageDecay: null,
    parallelParts: 1,
  },
  batchSize: 128,
  epochs: 40,
  patience: 5,
  convolutions: "float32",
  measurements: [],
  from: null,
};
