// The first network of "Introduction to image inpainting with deep learning" (Thakur and Paul, Weights & Biases; code
// ayulockin/deepimageinpainting): its U-Net, one black square for all 32 images of a batch, binary cross-entropy over the whole
// image, Adam as it comes, 20 epochs, validated on the test images. Ours validates with a square for each image, drawn once.
import type { Experiment } from "./experiment";

export const articleSquares: Experiment = {
  name: "article-squares",
  title: "The article's U-Net, squares",
  repeated: false,
  seed: 1,
  source: "cifar10",
  validation: "test",
  trainImages: null,
  validationImages: null,
  heldOutImages: null,
  masks: { family: "articleSquare", drawn: "every batch" },
  validationMasks: "articleSquare",
  augmentation: null,
  network: { name: "articleUNet", options: { width: 1 } },
  input: "black holes",
  step: {
    kind: "supervised",
    loss: "binaryCrossentropy",
    optimizer: { name: "adam" },
    clipNorm: null,
    averageDecay: null,
    parallelParts: 1,
  },
  batchSize: 32,
  epochs: 20,
  patience: null,
  convolutions: "float32",
  measurements: [],
  from: null,
};

/** A quarter of the parameters: about half an hour on two cores. */
export const articleSquaresHalf: Experiment = {
  ...articleSquares,
  name: "article-squares-half",
  title: "The article's U-Net at half width, squares",
  network: { name: "articleUNet", options: { width: 0.5 } },
};
