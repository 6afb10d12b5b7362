// The first network of "Introduction to image inpainting with deep learning" (Thakur and Paul, Weights & Biases; code
// ayulockin/deepimageinpainting): its U-Net, one black square for all 32 images of a batch, binary cross-entropy over the whole
// image, Adam as it comes, 20 epochs, validated on the test images; loss, optimiser and data as in the report. Ours validates with a square for each image, drawn once.
import type { Experiment } from "./experiment";
import { reportFixed } from "./reportFixed";

export const articleSquares: Experiment = {
  ...reportFixed,
  name: "article-squares",
  title: "The article's U-Net, squares",
  repeated: false,
  masks: { family: "articleSquare", drawn: "every batch" },
  validationMasks: "articleSquare",
  network: { name: "articleUNet", options: { width: 1 } },
  batchSize: 32,
  epochs: 20,
  patience: null,
};

/** A quarter of the parameters: about half an hour on two cores. */
export const articleSquaresHalf: Experiment = {
  ...articleSquares,
  name: "article-squares-half",
  title: "The article's U-Net at half width, squares",
  network: { name: "articleUNet", options: { width: 0.5 } },
};
