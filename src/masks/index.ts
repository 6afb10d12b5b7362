// The tables of mask families and mixtures: one name for each, everywhere. A family takes (shape of the images, random) and
// returns a knownMask, 1 = known, 0 = hole, in which every mask has at least one hole pixel and one known pixel. Numbers in names
// are pixels of 32×32 images or per cent; whether a hole grows with the image is said by the family's own file. A family's line
// names a function that the family's file exports, without options: more are set by calling that function.
import type { BatchShape, ImageBatch } from "../images/batch";
import { randomStream, type Random } from "../random";
import { drawArticleLineMasks } from "./articleLines";
import { drawArticleSquareMasks } from "./articleSquare";
import { drawBlobMasks } from "./blob";
import { drawCentreSquareMasks } from "./centreSquare";
import { drawEverySecondRowMasks } from "./everySecondRow";
import { drawFreeFormMasks } from "./freeForm";
import { drawHalfMasks } from "./half";
import {
  drawIndependentPixelMasks,
  drawPixels30to75Masks,
  drawPixels60Masks,
  drawPixels80Masks,
} from "./independentPixels";
import { comparisonMixture } from "./comparisonMixture";
import { focusedMixture, inpainterMixture, pixelMixture } from "./inpainterMixtures";
import { drawLineCircleEllipseMasks } from "./linesCirclesEllipses";
import { drawLostBlockMasks } from "./lostBlocks";
import type { MaskMixture } from "./mixture";
import { drawOutpaintingMasks } from "./outpainting";
import { drawOverlappingBlockMasks } from "./overlappingBlocks";
import { drawOverlappingRectangleMasks } from "./overlappingRectangles";
import { drawRandomWalkMasks } from "./randomWalk";
import { drawRectangle28x14Masks } from "./rectangle28x14";
import { drawRectangleMasks, drawRectangles4to19Masks } from "./rectangle";
import { drawScratchMasks } from "./scratches";
import { drawSquare8FullRangeMasks, drawSquareMasks } from "./square";
import { drawSuperResolutionMasks } from "./superResolution";
import { drawTextMasks } from "./text";
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
  /** Names the random stream of its samples where that is not the family's name: masks stay when a family is renamed. */
  readonly streamName?: string;
}

export const maskFamilies: { readonly [name: string]: MaskFamily } = {
  /** The report's code: 8×8, corners 0..23. */
  square8: { title: "8×8 square, the report's range", draw: drawSquareMasks, holeFraction: [0.0625, 0.0625] },
  /** 8×8 anywhere in the image. */
  square8FullRange: {
    title: "8×8 square, full range",
    draw: drawSquare8FullRangeMasks,
    holeFraction: [0.0625, 0.0625],
  },
  /** The report's text, with our range: sides 4..12, anywhere. */
  rectangles4to12: { title: "rectangle, sides 4 to 12", draw: drawRectangleMasks, holeFraction: [0.0156, 0.1407] },
  /** The same with sides 4..19. */
  rectangles4to19: {
    title: "rectangle, sides 4 to 19",
    draw: drawRectangles4to19Masks,
    holeFraction: [0.0156, 0.3526],
  },
  /** The article's first network: side 1..9, corner on the diagonal, cut off at the border. */
  articleSquare: { title: "the article's square", draw: drawArticleSquareMasks, holeFraction: [0.0009, 0.0792] },
  /** The article's second network: 1..9 lines of thickness 1..2. */
  articleLines: { title: "the article's lines", draw: drawArticleLineMasks, holeFraction: [0.0009, 0.55] },
  /** Half as long as the image: 16×16 of 32×32. */
  centre16: {
    title: "centre square",
    draw: drawCentreSquareMasks,
    holeFraction: [0.25, 0.25],
    fixed: true,
    streamName: "centreSquare",
  },
  /** Rows 2..29, columns 16..29. */
  rectangle28x14: {
    title: "28×14 rectangle",
    draw: drawRectangle28x14Masks,
    holeFraction: [0.3828, 0.3829],
    fixed: true,
  },
  /** Several squares, up to a quarter of the image. */
  overlappingBlocks: {
    title: "overlapping blocks, up to ¼",
    draw: drawOverlappingBlockMasks,
    holeFraction: [0.0156, 0.25],
  },
  /** Each pixel by itself, half of them holes. */
  pixels50: {
    title: "independent pixels, p = .5",
    draw: drawIndependentPixelMasks,
    holeFraction: [0.42, 0.58],
    streamName: "independentPixels",
  },
  /** Six of ten. */
  pixels60: { title: "independent pixels, p = .6", draw: drawPixels60Masks, holeFraction: [0.52, 0.68] },
  /** Eight of ten. */
  pixels80: { title: "independent pixels, p = .8", draw: drawPixels80Masks, holeFraction: [0.72, 0.88] },
  /** Another share in each mask. */
  pixels30to75: { title: "independent pixels, p = .3 to .75", draw: drawPixels30to75Masks, holeFraction: [0.22, 0.82] },
  /** Rows 1, 3, 5, … are holes. */
  everySecondRow: { title: "every second row", draw: drawEverySecondRowMasks, holeFraction: [0.5, 0.5], fixed: true },
  /** Known where row and column are even. */
  superResolution2: {
    title: "super-resolution ×2",
    draw: drawSuperResolutionMasks,
    holeFraction: [0.75, 0.75],
    fixed: true,
  },
  /** Known on the left, hole on the right. */
  half: { title: "right half", draw: drawHalfMasks, holeFraction: [0.5, 0.5], fixed: true },
  /** A frame of holes, an eighth of the side wide. */
  outpainting: { title: "outpainting frame", draw: drawOutpaintingMasks, holeFraction: [0.4375, 0.4375], fixed: true },
  /** Macroblocks lost in transmission, a quarter of them. */
  lostBlocks: { title: "lost macroblocks", draw: drawLostBlockMasks, holeFraction: [0.0625, 0.9375] },
  /** The partial-convolution project: one of the three that follow, equally likely. */
  threeTechniques: { title: "three techniques", draw: drawThreeTechniqueMasks, holeFraction: [0.075, 0.58] },
  /** Its first technique. */
  randomWalk: { title: "random walk", draw: drawRandomWalkMasks, holeFraction: [0.075, 0.44] },
  /** Its second technique. */
  linesCirclesEllipses: {
    title: "lines, circles, ellipses",
    draw: drawLineCircleEllipseMasks,
    holeFraction: [0.075, 0.58],
  },
  /** Its third technique. */
  overlappingRectangles: {
    title: "overlapping rectangles",
    draw: drawOverlappingRectangleMasks,
    holeFraction: [0.075, 0.52],
  },
  /** Strokes of a brush, after Yu et al. 2019. */
  freeForm: { title: "free-form strokes", draw: drawFreeFormMasks, holeFraction: [0.002, 0.7] },
  /** The outline of an object. */
  blob: { title: "object-shaped blob", draw: drawBlobMasks, holeFraction: [0.02, 0.5] },
  /** Captions or a watermark. */
  text: { title: "lines of text", draw: drawTextMasks, holeFraction: [0.07, 0.3] },
  /** Thin lines of one to three pixels, at every size. */
  scratches: { title: "scratches", draw: drawScratchMasks, holeFraction: [0.03, 0.65] },
};

/** Masks of several families in given shares. */
export const maskMixtures: { readonly [name: string]: MaskMixture } = {
  inpainterMixture,
  focusedMixture,
  pixelMixture,
  comparisonMixture,
};

/** The family of this name. Throws, naming all families, where there is none. */
export function maskFamilyNamed(name: string): MaskFamily {
  if (Object.hasOwn(maskFamilies, name)) return maskFamilies[name];
  throw new Error(
    `Expected a mask family among ${Object.keys(maskFamilies).join(", ")}, but received "${name}". ` +
      `Use one of these names, or add a line to src/masks/index.ts.`,
  );
}

/** One row of a contact sheet. */
export interface FamilySample {
  readonly title: string;
  readonly knownMask: ImageBatch;
}

/** Masks of these families, default all in the table's order; of a fixed family one. The same seed gives the same masks. */
export function sampleMaskFamilies(
  [count, height, width, channels]: BatchShape,
  seed: number,
  names: readonly string[] = Object.keys(maskFamilies),
): FamilySample[] {
  return names.map((name) => {
    const { title, draw, fixed, streamName = name } = maskFamilyNamed(name);
    return { title, knownMask: draw([fixed ? 1 : count, height, width, channels], randomStream(seed, streamName)) };
  });
}
