// What partial and plain convolutions are compared on: a quarter each of lines, squares, single pixels and the shapes of the
// partial-convolution project.
import type { MaskMixture } from "./mixture";

export const comparisonMixture: MaskMixture = {
  title: "lines, squares, pixels, three techniques",
  parts: [
    { family: "articleLines", share: 0.25 },
    { family: "square8FullRange", share: 0.25 },
    { family: "pixels50", share: 0.25 },
    { family: "threeTechniques", share: 0.25 },
  ],
};
