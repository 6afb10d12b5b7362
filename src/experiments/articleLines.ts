// The second network of the article: the same U-Net, 1 to 9 lines drawn for each image anew, and the mean absolute error, which its
// text calls the squared one. Its code leaves the lowest bit of each value in the holes; here they are black.
import { articleSquares, articleSquaresHalf } from "./articleSquares";
import type { Experiment } from "./experiment";

export const articleLines: Experiment = {
  ...articleSquares,
  name: "article-lines",
  title: "The article's U-Net, lines",
  masks: { family: "articleLines", drawn: "every image" },
  validationMasks: "articleLines",
  step: { ...articleSquares.step, loss: "meanAbsoluteError" },
};

/** A quarter of the parameters: about half an hour on two cores. */
export const articleLinesHalf: Experiment = {
  ...articleLines,
  name: "article-lines-half",
  title: "The article's U-Net at half width, lines",
  network: articleSquaresHalf.network,
};
