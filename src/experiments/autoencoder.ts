// Autoencoders to compare context encoders with (Pathak et al. 2016, section 5.2, table 2): the same layers but for the mask channel,
// as many samples, optimiser and batches; the error counts over the whole image. The plain one sees all of it (masks are drawn as for
// every experiment and not looked at); of the denoising one's input half of the pixels are black (masking noise: Vincent, Larochelle,
// Bengio and Manzagol 2008, section 2.3), and it is not told which.
import { contextJoint } from "./contextEncoder";
import type { Experiment } from "./experiment";

const { adversarial: _adversarial, ...step } = contextJoint.step;

export const autoencoderDenoising: Experiment = {
  ...contextJoint,
  name: "autoencoder-denoising",
  title: "An autoencoder, half of the pixels black",
  masks: { family: "pixels50", drawn: "every image" },
  validationMasks: "pixels50",
  network: { name: "contextEncoder", options: { size: 32, width: 0.25, maskChannel: false } },
  input: "black holes",
  step: { ...step, kind: "supervised", loss: "meanSquaredError" },
};

export const autoencoderPlain: Experiment = {
  ...autoencoderDenoising,
  name: "autoencoder-plain",
  title: "An autoencoder, nothing hidden",
  masks: { family: "pixels50", drawn: "once" },
  input: "whole image",
};
