// The table of mask families. Each takes (shape of the images, random) and returns a knownMask, 1 = known, 0 = hole, in
// which every mask has at least one hole pixel and one known pixel. Options are set by calling a family's own function.
import type { BatchShape, ImageBatch } from "../images";
import { randomStream, type Random } from "../random";
import { drawArticleLineMasks } from "./articleLines";
import { drawArticleSquareMasks } from "./articleSquare";
import { drawBlobMasks } from "./blob";
import { drawCentreSquareMasks } from "./centreSquare";
import { drawEverySecondRowMasks } from "./everySecondRow";
import { drawFreeFormMasks } from "./freeForm";
import { drawIndependentPixelMasks } from "./independentPixels";
import { drawLineCircleEllipseMasks } from "./linesCirclesEllipses";
import { drawLostBlockMasks } from "./lostBlocks";
import { drawOutpaintingMasks } from "./outpainting";
import { drawOverlappingBlockMasks } from "./overlappingBlocks";
import { drawOverlappingRectangleMasks } from "./overlappingRectangles";
import { drawRandomWalkMasks } from "./randomWalk";
import { drawRectangle28x14Masks } from "./rectangle28x14";
import { drawRectangleMasks } from "./rectangle";
import { drawSquareMasks } from "./square";
import { drawSuperResolutionMasks } from "./superResolution";
import { drawThreeTechniqueMasks } from "./threeTechniques";

export type DrawMasks = (shape: BatchShape, random: Random) => ImageBatch;

export interface MaskFamily {
  /** For people, on figures and in tables. */
  readonly title: string;
  readonly draw: DrawMasks;
  /** Smallest and largest hole fraction that a single mask has at 32×32. */
  readonly holeFraction: readonly [number, number];
  /** The family has one mask per image size, whatever the random stream. */
  readonly fixed?: boolean;
}

export const maskFamilies: { readonly [name: string]: MaskFamily } = {
  /** The report's code: 8×8, corners 0..23. */
  square8: { title: "8×8 square, the report's range", draw: drawSquareMasks, holeFraction: [0.0625, 0.0625] },
  /** 8×8 anywhere in the image. */
  square8FullRange: {
    title: "8×8 square, full range",
    draw: (shape, random) => drawSquareMasks(shape, random, { fullRange: true }),
    holeFraction: [0.0625, 0.0625],
  },
  /** The report's text, with our range: sides 4..12, anywhere. */
  rectangles4to12: { title: "rectangle, sides 4 to 12", draw: drawRectangleMasks, holeFraction: [0.0156, 0.1407] },
  /** The article's first network: side 1..9, corner on the diagonal, cut off at the border. */
  articleSquare: { title: "the article's square", draw: drawArticleSquareMasks, holeFraction: [0.0009, 0.0792] },
  /** The article's second network: 1..9 lines of thickness 1..2. */
  articleLines: { title: "the article's lines", draw: drawArticleLineMasks, holeFraction: [0.0009, 0.55] },
  /** Half as long as the image: 16×16 of 32×32. */
  centreSquare: { title: "centre square", draw: drawCentreSquareMasks, holeFraction: [0.25, 0.25], fixed: true },
  /** Rows 2..29, columns 16..29. */
  rectangle28x14: { title: "28×14 rectangle", draw: drawRectangle28x14Masks, holeFraction: [0.3828, 0.3829], fixed: true },
  /** Several squares, up to a quarter of the image. */
  overlappingBlocks: { title: "overlapping blocks, up to ¼", draw: drawOverlappingBlockMasks, holeFraction: [0.0156, 0.25] },
  /** Each pixel by itself, half of them holes. */
  independentPixels: { title: "independent pixels, p = .5", draw: drawIndependentPixelMasks, holeFraction: [0.42, 0.58] },
  /** Rows 1, 3, 5, … are holes. */
  everySecondRow: { title: "every second row", draw: drawEverySecondRowMasks, holeFraction: [0.5, 0.5], fixed: true },
  /** Known where row and column are even. */
  superResolution2: { title: "super-resolution ×2", draw: drawSuperResolutionMasks, holeFraction: [0.75, 0.75], fixed: true },
  /** A frame of holes, an eighth of the side wide. */
  outpainting: { title: "outpainting frame", draw: drawOutpaintingMasks, holeFraction: [0.4375, 0.4375], fixed: true },
  /** Macroblocks lost in transmission, a quarter of them. */
  lostBlocks: { title: "lost macroblocks", draw: drawLostBlockMasks, holeFraction: [0.0625, 0.9375] },
  /** The partial-convolution project: one of the three that follow, equally likely. */
  threeTechniques: { title: "three techniques", draw: drawThreeTechniqueMasks, holeFraction: [0.075, 0.58] },
  /** Its first technique. */
  randomWalk: { title: "random walk", draw: drawRandomWalkMasks, holeFraction: [0.075, 0.44] },
  /** Its second technique. */
  linesCirclesEllipses: { title: "lines, circles, ellipses", draw: drawLineCircleEllipseMasks, holeFraction: [0.075, 0.58] },
  /** Its third technique. */
  overlappingRectangles: { title: "overlapping rectangles", draw: drawOverlappingRectangleMasks, holeFraction: [0.075, 0.52] },
  /** Strokes of a brush, after Yu et al. 2019. */
  freeForm: { title: "free-form strokes", draw: drawFreeFormMasks, holeFraction: [0.002, 0.7] },
  /** The outline of an object. */
  blob: { title: "object-shaped blob", draw: drawBlobMasks, holeFraction: [0.02, 0.5] },
};

/** One row of a contact sheet. */
export interface FamilySample {
  readonly title: string;
  readonly knownMask: ImageBatch;
}

/** Masks of every family, in the table's order; of a fixed family one. The same seed gives the same masks. */
export function sampleMaskFamilies([count, height, width, channels]: BatchShape, seed: number): FamilySample[] {
  return Object.entries(maskFamilies).map(([name, { title, draw, fixed }]) => (
    { title, knownMask: draw([fixed ? 1 : count, height, width, channels], randomStream(seed, name)) }
  ));
}
